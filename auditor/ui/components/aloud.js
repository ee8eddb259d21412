// Reads a card aloud, sentence by sentence, with a voice that is on this device. A voice from elsewhere would get the
// text sent to the company that has it, so none of those is ever used.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  const note = parentElement.querySelector('p');
  const speech = window.speechSynthesis;
  const kept = parentElement.auditorAloud || (parentElement.auditorAloud = {});
  const WAIT = 1500; // a browser may need a moment before it knows its voices

  const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const voice = () => {
    const wanted = [data.lang, ...navigator.languages].map((tag) => tag.toLowerCase());
    const rank = (one) => {
      const place = wanted.indexOf(one.lang.toLowerCase().replace('_', '-'));
      return place === -1 ? wanted.length + (one.default ? 0 : 1) : place;
    };
    const fitting = (speech ? speech.getVoices() : []).filter(
      (one) => one.localService === true && primary(one.lang) === primary(data.lang),
    );
    return fitting.sort((one, other) => rank(one) - rank(other))[0] || null;
  };

  const draw = () => {
    const reading = Boolean(kept.reading);
    const found = reading || voice();
    button.hidden = !found;
    button.querySelector('span').textContent = reading ? data.stop : data.read;
    button.toggleAttribute('data-reading', reading);
    const said = found ? (kept.failed && data.failed) : (kept.waited && data.none);
    note.hidden = !said;
    if (note.textContent !== (said || '')) note.textContent = said || '';
  };
  const stop = () => {
    if (!kept.reading) return;
    kept.reading = null;
    speech.cancel();
    draw();
  };
  const next = (reading) => {
    if (kept.reading !== reading) return;
    if (reading.left.length === 0) {
      kept.reading = null;
      draw();
      return;
    }
    const sentence = new SpeechSynthesisUtterance(reading.left.shift());
    sentence.voice = reading.voice;
    sentence.lang = data.lang;
    sentence.onend = () => next(reading);
    sentence.onerror = () => {
      if (kept.reading !== reading) return;
      kept.failed = true;
      stop();
    };
    reading.sentence = sentence; // held, or a browser may forget it before it ends
    speech.speak(sentence);
  };

  const card = JSON.stringify([data.lang, data.said]);
  if (kept.card !== card) {
    stop();
    kept.card = card;
    kept.failed = false;
  }
  button.onclick = () => {
    if (kept.reading) {
      stop();
      return;
    }
    kept.failed = false;
    kept.reading = { voice: voice(), left: [...data.said] };
    draw();
    next(kept.reading);
  };

  // This runs again whenever the page is worked out again; only the last time counts.
  if (kept.listening) kept.listening.abort();
  const listening = kept.listening = new AbortController();
  const until = { signal: listening.signal };
  if (speech) speech.addEventListener('voiceschanged', draw, until);
  window.addEventListener('pagehide', stop, until);
  document.addEventListener('visibilitychange', () => document.hidden && stop(), until);
  if (!kept.waited) {
    setTimeout(() => {
      kept.waited = true;
      draw();
    }, speech ? WAIT : 0);
  }
  draw();
  return () => {
    if (kept.listening !== listening) return;
    listening.abort();
    stop();
  };
}
