/* Everything from everywhere in bare C: per item the strongly connected components (Tarjan, without recursion), then
   one pass over them in topological order, with one bit for every place of collection.

   Edges and origins are given item after item; `edge_start` and `origin_start` have one number more than there are
   items. Returns how many (item, origin, holder) there are where the holder is another than the origin, and writes the
   number for each item in `counts`; -1 when there is no memory. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int64_t reach(int32_t holders, int32_t items, const int64_t *edge_start, const int32_t *source, const int32_t *target,
              const int64_t *origin_start, const int32_t *origin, int64_t *counts)
{
    int64_t total = 0, most_edges = 0, most_origins = 0;
    for (int32_t item = 0; item < items; item++) {
        int64_t edges = edge_start[item + 1] - edge_start[item], origins = origin_start[item + 1] - origin_start[item];
        if (edges > most_edges) most_edges = edges;
        if (origins > most_origins) most_origins = origins;
    }
    int64_t *first = malloc((holders + 1) * sizeof *first), *next = malloc(holders * sizeof *next);
    int32_t *to = malloc((most_edges + 1) * sizeof *to);
    int32_t *number = malloc(holders * sizeof *number), *low = malloc(holders * sizeof *low);
    int32_t *component = malloc(holders * sizeof *component), *size = malloc(holders * sizeof *size);
    int32_t *stack = malloc(holders * sizeof *stack), *path = malloc(holders * sizeof *path);
    int32_t *members = malloc(holders * sizeof *members);
    size_t words = (most_origins + 63) / 64;
    uint64_t *rows = malloc((size_t)holders * (words ? words : 1) * sizeof *rows);
    if (!first || !next || !to || !number || !low || !component || !size || !stack || !path || !members || !rows)
        total = -1;

    for (int32_t item = 0; item < items && total >= 0; item++) {
        int64_t start = edge_start[item], end = edge_start[item + 1];
        memset(first, 0, (holders + 1) * sizeof *first);
        for (int64_t edge = start; edge < end; edge++) first[source[edge] + 1]++;
        for (int32_t node = 0; node < holders; node++) first[node + 1] += first[node];
        memcpy(next, first, holders * sizeof *next);
        for (int64_t edge = start; edge < end; edge++) to[next[source[edge]]++] = target[edge];

        memcpy(next, first, holders * sizeof *next);
        memset(number, 0, holders * sizeof *number);
        int32_t seen = 0, found = 0, on_stack = 0, on_path = 0, listed = 0;
        int64_t from = origin_start[item], origins = origin_start[item + 1] - from;
        for (int64_t position = 0; position < origins; position++) { /* only what an origin reaches matters */
            int32_t root = origin[from + position];
            if (number[root]) continue;
            number[root] = low[root] = ++seen;
            component[root] = -1;
            stack[on_stack++] = path[on_path++] = root;
            while (on_path) {
                int32_t node = path[on_path - 1];
                if (next[node] < first[node + 1]) {
                    int32_t below = to[next[node]++];
                    if (!number[below]) {
                        number[below] = low[below] = ++seen;
                        component[below] = -1;
                        stack[on_stack++] = path[on_path++] = below;
                    } else if (component[below] < 0 && number[below] < low[node]) {
                        low[node] = number[below];
                    }
                    continue;
                }
                on_path--;
                if (on_path && low[node] < low[path[on_path - 1]]) low[path[on_path - 1]] = low[node];
                if (low[node] == number[node]) {
                    int32_t member;
                    size[found] = 0;
                    do {
                        member = stack[--on_stack];
                        component[member] = found;
                        members[listed++] = member;
                        size[found]++;
                    } while (member != node);
                    found++;
                }
            }
        }

        size_t width = (origins + 63) / 64;
        memset(rows, 0, (size_t)found * width * sizeof *rows);
        for (int64_t position = 0; position < origins; position++)
            rows[(size_t)component[origin[from + position]] * width + position / 64] |= (uint64_t)1 << position % 64;
        int64_t count = 0;
        int32_t last = listed;
        for (int32_t one = found - 1; one >= 0; one--) { /* the last found is nearest to the origins */
            uint64_t *row = rows + (size_t)one * width;
            for (int32_t member = last - size[one]; member < last; member++)
                for (int64_t edge = first[members[member]]; edge < first[members[member] + 1]; edge++) {
                    int32_t other = component[to[edge]];
                    if (other == one) continue;
                    uint64_t *below = rows + (size_t)other * width;
                    for (size_t word = 0; word < width; word++) below[word] |= row[word];
                }
            last -= size[one];
            int64_t bits = 0;
            for (size_t word = 0; word < width; word++) bits += __builtin_popcountll(row[word]);
            count += bits * size[one];
        }
        counts[item] = count - origins;
        total += counts[item];
    }
    free(first); free(next); free(to); free(number); free(low); free(component); free(size);
    free(stack); free(path); free(members); free(rows);
    return total;
}
