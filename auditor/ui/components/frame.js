// The language of the page, Streamlit's own English words, a name for the navigation, and focus on a new answer.
export default function ({ data, parentElement }) {
  // This runs again whenever the page is worked out again; only the last time watches.
  if (parentElement.auditorUnwatch) parentElement.auditorUnwatch();
  const page = document.documentElement;
  page.lang = data.lang;
  page.dir = data.dir;

  const OURS = '[data-testid=stMarkdownContainer], [data-testid=stHtml], [role=listbox]';
  const WORDS = '[data-testid=stSkipToContent], [data-testid=InputInstructions], [data-testid=stTooltipContent], ' +
    '[data-testid=stDialog], [data-testid=stStatusWidget], [data-testid=stSelectboxVirtualDropdownEmpty]';
  const NAMES = ['aria-label', 'placeholder', 'title'];

  const say = (text) => {
    const own = (text || '').trim();
    if (Object.hasOwn(data.exact, own)) return data.exact[own];
    for (const start in data.starting) {
      if (own.startsWith(start)) return `${data.starting[start]} ${own.slice(start.length)}`;
    }
    return null;
  };
  const rename = (element, name) => {
    const said = say(element.getAttribute(name));
    if (said && said !== element.getAttribute(name) && !element.closest(OURS)) element.setAttribute(name, said);
  };
  const repeat = (root) => {
    for (const element of [root, ...root.querySelectorAll('[aria-label], [placeholder], [title]')]) {
      NAMES.forEach((name) => rename(element, name));
    }
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode;
      const said = text.parentElement && text.parentElement.closest(WORDS) ? say(text.data) : null;
      if (said && said !== text.data) text.data = said;
    }
    const bar = document.querySelector('.st-key-pages');
    if (bar) {
      bar.setAttribute('role', 'navigation');
      bar.setAttribute('aria-label', data.pages);
      bar.querySelectorAll('a').forEach((link) => {
        if ((link.getAttribute('href') || '') === data.page) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      });
    }
  };

  // Streamlit says for five seconds, in English, that a file could not be made. Ours stays until the next try.
  const FAILED = '[data-testid=stDownloadButtonError]';
  const tell = (root) => {
    if (!root.matches(FAILED) && !root.querySelector(FAILED)) return;
    document.querySelectorAll('[data-failed]').forEach((one) => { one.textContent = one.dataset.failed; });
  };
  const again = (event) => {
    if (!event.target.closest('[data-testid=stDownloadButton]')) return;
    document.querySelectorAll('[data-failed]').forEach((one) => { one.textContent = ''; });
  };
  document.addEventListener('click', again);

  repeat(document.body);
  const watch = new MutationObserver((changes) => changes.forEach((change) => {
    if (change.type === 'attributes') rename(change.target, change.attributeName);
    else {
      change.addedNodes.forEach((node) => {
        if (node.nodeType !== 1) return;
        repeat(node);
        tell(node);
      });
    }
  }));
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: NAMES });
  const unwatch = parentElement.auditorUnwatch = () => {
    watch.disconnect();
    document.removeEventListener('click', again);
  };

  // The card comes after this script: wait until the page is drawn, at most three seconds.
  let wait = null;
  if (data.focus && data.focus !== window.auditorFocus) {
    window.auditorFocus = data.focus;
    let turns = 60;
    wait = setInterval(() => {
      const done = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]');
      const target = document.querySelector('[data-focus]');
      if ((done && target) || turns-- === 0) {
        clearInterval(wait);
        if (target) {
          target.focus({ preventScroll: true });
          target.scrollIntoView({ block: 'start' });
        }
      }
    }, 50);
  }
  return () => {
    unwatch();
    clearInterval(wait);
  };
}
