export default function ({ data, parentElement, setTriggerValue }) {
  const bar = parentElement.querySelector('.bar');
  const picture = parentElement.querySelector('.picture');
  const kept = parentElement.auditorView || (parentElement.auditorView = {});
  const TEXT = 12; // the size of most words in the picture

  if (kept.svg !== data.svg) {
    kept.svg = data.svg;
    picture.innerHTML = data.svg;
    const svg = picture.querySelector('svg');
    const { width, height } = svg.viewBox.baseVal;
    svg.removeAttribute('width');
    svg.removeAttribute('height');
    svg.querySelectorAll(':scope > title, :scope > desc').forEach((element) => element.remove());
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', data.name);

    const zoom = (size) => {
      kept.size = Math.min(4, Math.max(0.1, size));
      svg.style.width = `${width * kept.size}px`;
      svg.style.height = `${height * kept.size}px`;
    };
    const fit = () => zoom(Math.min(1.3, (picture.clientWidth - 2) / width));
    kept.actions = { in: () => zoom(kept.size * 1.3), out: () => zoom(kept.size / 1.3), fit };

    for (const node of svg.querySelectorAll('g.node')) {
      const pick = () => setTriggerValue('picked', node.id);
      node.setAttribute('tabindex', '0');
      node.setAttribute('role', 'button');
      node.setAttribute('aria-label', data.labels[node.id] || '');
      node.addEventListener('click', pick);
      node.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          pick();
        }
      });
    }
    // As large as fits, but never too small to read: then the picture scrolls, with its beginning in view.
    fit();
    if (kept.size * TEXT < 11) zoom(11 / TEXT);
    const first = svg.getElementById(data.selected || '') || svg.querySelector('g.node');
    if (first) {
      const box = first.getBoundingClientRect();
      const frame = picture.getBoundingClientRect();
      picture.scrollLeft = box.left + box.width / 2 - frame.left - frame.width / 2;
      picture.scrollTop = data.selected ? box.top - frame.top - frame.height / 3 : 0;
    }
  }

  bar.setAttribute('aria-label', data.bar);
  picture.setAttribute('aria-label', data.name);
  picture.setAttribute('role', 'region');
  bar.replaceChildren(...['in', 'out', 'fit'].map((name) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = data[name];
    button.onclick = () => kept.actions[name]();
    return button;
  }));
  picture.querySelectorAll('g.node').forEach((node) => {
    const selected = node.id === data.selected;
    node.toggleAttribute('data-selected', selected);
    node.setAttribute('aria-pressed', String(selected));
  });
}
