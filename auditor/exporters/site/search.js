// Shows the links whose page has words that begin with what is typed, or are spelt nearly so.
(() => {
  const area = document.querySelector('[role=search]');
  if (!area) return;
  const input = area.querySelector('input');
  const status = area.querySelector('[role=status]');
  const pages = window.auditorWords || {};

  const fold = (text) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  const links = [...document.querySelectorAll('[data-find] a')].map((link) => ({
    item: link.closest('li'),
    words: [...new Set([...split(link.textContent), ...split(pages[link.getAttribute('href')] || '')])],
  }));
  const common = split(pages[''] || '');
  const groups = [...document.querySelectorAll('[data-find]')];

  // Whether one letter too many, too few or wrong makes one word of the other.
  const nearly = (one, other) => {
    if (one.length < 5 || Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const rest = (word, from) => word.slice(from);
    return rest(one, at + 1) === rest(other, at + 1) || rest(one, at) === rest(other, at + 1) ||
      rest(one, at + 1) === rest(other, at);
  };
  const fits = (words, typed) => words.some((word) => word.startsWith(typed) || nearly(typed, word));

  const show = () => {
    const typed = split(input.value);
    let found = 0;
    links.forEach(({ item, words }) => {
      const shown = typed.every((one) => fits(words, one) || fits(common, one));
      item.hidden = !shown;
      if (shown) found += 1;
    });
    groups.forEach((group) => { group.hidden = !group.querySelector('li:not([hidden])'); });
    status.textContent = typed.length === 0 ? '' : found === 0 ? status.dataset.none : `${status.dataset.some} ${found}`;
  };
  area.hidden = false;
  input.addEventListener('input', show);
  show();
})();
