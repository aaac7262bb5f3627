// The call after it ended: what was booked, the recording with its wave form, and the conversation aligned with it.

import { recordAddress } from '../session.js';
import { byId, clock, drawing, element } from './dom.js';
import { readPeaks } from './peaks.js';
import { cutMark } from './transcript.js';
import { Waveform } from './waveform.js';

const PATIENCE_MILLIS = 45_000;
const CHECK = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.6 14.6-4.2-4.2 1.5-1.5 2.7 2.7 5.9-5.9 1.5 1.5z';

export class RecordView {
  #audio = byId('recording');
  #play = byId('play');
  #lines = [];
  #wave;
  #drawing = 0;
  #turn = 0;

  constructor() {
    this.#wave = new Waveform(byId('waveform'), seconds => this.#seek(seconds));
    this.#play.addEventListener('click', () => (this.#audio.paused ? void this.#audio.play() : this.#audio.pause()));
    for (const name of ['play', 'pause', 'ended']) this.#audio.addEventListener(name, () => this.#playing());
    this.#audio.addEventListener('timeupdate', () => this.#place());
    this.#audio.addEventListener('error', () => this.#audio.src && this.#tell('The recording cannot be played.'));
  }

  /** Forgets what is shown. */
  clear() {
    this.#turn++;
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#lines = [];
    for (const id of ['facts', 'booked', 'lines']) byId(id).replaceChildren();
    byId('player').hidden = true;
    byId('record').hidden = true;
    this.#tell('');
  }

  /** Fetches the record of a call and shows it. Returns false if there is none. */
  async show(call) {
    const turn = ++this.#turn;
    this.#tell('The record of this call is being written…');
    const record = await fetchRecord(call, () => turn === this.#turn);
    if (turn !== this.#turn) return true;
    if (!record) {
      this.#tell('No record of this call can be had: this server keeps none, or could not write it in time.');
      return false;
    }
    this.#tell('');
    byId('record').hidden = false;
    byId('facts').replaceChildren(...facts(record));
    byId('booked').replaceChildren(...record.booked.map(done => booking(done, record.language)));
    this.#lines = record.turns.map(line => this.#line(line, record.recording));
    byId('lines').replaceChildren(...this.#lines.map(line => line.item));
    if (record.recording) void this.#load(call, record.duration_ms / 1000, turn);
    else this.#tell('No recording was kept of this call.');
    return true;
  }

  async #load(call, seconds, turn) {
    const address = recordAddress(call, '/recording.wav');
    const response = await fetchWritten(address, () => turn === this.#turn);
    if (turn !== this.#turn) return;
    if (!response?.ok) {
      this.#tell('The recording cannot be had.');
      return;
    }
    byId('player').hidden = false;
    byId('download').href = address;
    byId('length').textContent = clock(seconds);
    this.#audio.src = address;
    try {
      const peaks = await readPeaks(response, so => turn === this.#turn && this.#wave.show(so, seconds));
      if (turn !== this.#turn) return;
      this.#wave.show(peaks, peaks.seconds);
      byId('length').textContent = clock(peaks.seconds);
      this.#place();
    } catch {
      this.#tell('The wave form cannot be drawn.');
    }
  }

  #line(turn, hasRecording) {
    const from = turn.from_ms / 1000;
    const who = turn.who === 'agent' ? 'Agent' : turn.typed ? 'You, written' : 'You';
    const words = element('span', { class: 'words' }, element('span', { class: 'heard' }, turn.heard));
    const rest = turn.said.startsWith(turn.heard) ? turn.said.slice(turn.heard.length) : '';
    if (turn.cut) words.append(element('span', { class: 'unheard never' }, rest), ' ', cutMark());
    const content = [
      element('span', { class: 'time' }, clock(from)),
      element('span', { class: 'who' }, who),
      words,
    ];
    const item = element('li', { class: turn.who });
    const row = hasRecording
      ? element('button', { type: 'button', class: 'line', onclick: () => this.#hear(from) }, ...content)
      : element('div', { class: 'line' }, ...content);
    item.append(row);
    return { item, row, from, to: turn.to_ms / 1000 };
  }

  #hear(from) {
    this.#seek(from);
    void this.#audio.play();
  }

  #seek(seconds) {
    this.#audio.currentTime = seconds;
    this.#place();
  }

  #playing() {
    const isPlaying = !this.#audio.paused;
    this.#play.setAttribute('aria-label', isPlaying ? 'Pause' : 'Play the recording');
    this.#play.dataset.playing = isPlaying;
    cancelAnimationFrame(this.#drawing);
    const step = () => {
      this.#place();
      if (!this.#audio.paused) this.#drawing = requestAnimationFrame(step);
    };
    step();
  }

  /** Shows where the recording is: the cursor, the time, the line that is heard. */
  #place() {
    const now = this.#audio.currentTime;
    this.#wave.at(now);
    byId('now').textContent = clock(now);
    const heard = this.#audio.paused && now === 0 ? null : this.#lines.findLast(line => line.from <= now + 0.05 && now < line.to + 0.3);
    for (const line of this.#lines) {
      if (line === heard) line.row.setAttribute('aria-current', 'true');
      else line.row.removeAttribute('aria-current');
    }
  }

  #tell(text) {
    byId('record-news').textContent = text;
  }
}

async function fetchRecord(call, isWanted) {
  if (!call?.call_id || !call.records) return null;
  const response = await fetchWritten(recordAddress(call), isWanted);
  return response?.ok ? response.json() : null;
}

/** Fetches what may still be written: waits while the server answers 202. Null if the server does not answer. */
async function fetchWritten(address, isWanted) {
  const until = performance.now() + PATIENCE_MILLIS;
  for (;;) {
    let response = null;
    try {
      response = await fetch(address);
    } catch {
      response = null;
    }
    if (response && response.status !== 202 && response.status !== 503) return response;
    if (performance.now() > until || !isWanted()) return response?.status === 202 ? null : response;
    const seconds = Number(response?.headers.get('retry-after')) || 1;
    await new Promise(resolve => setTimeout(resolve, Math.min(seconds, 5) * 1000));
  }
}

function facts(record) {
  const rows = [
    ['Result', sentence(record.outcome || 'no result')],
    ['Length', clock(record.duration_ms / 1000)],
    ['Ended', sentence(record.end_reason)],
    ['Agent', sentence(record.agent)],
    ...waiting(record.turns),
  ];
  return rows.flatMap(([name, value]) => [element('div', {}, element('dt', {}, name), element('dd', {}, value))]);
}

/** How long the caller waited for a typical answer, measured from the sound of both sides. */
function waiting(turns) {
  const gaps = turns.map(turn => turn.gap_ms).filter(gap => gap !== undefined).sort((a, b) => a - b);
  if (gaps.length === 0) return [];
  const middle = gaps[Math.floor((gaps.length - 1) / 2)];
  const longest = gaps[gaps.length - 1];
  return [['Answers', `after ${(middle / 1000).toFixed(2)} s, at most ${(longest / 1000).toFixed(2)} s`]];
}

function booking(done, language) {
  return element('article', { class: 'booking' },
    element('h2', {}, drawing('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, drawing('path', { d: CHECK })), sentence(done.tool)),
    element('dl', {}, ...Object.entries(done.values).map(([name, value]) =>
      element('div', {}, element('dt', {}, sentence(name)), element('dd', {}, plain(value, language))))));
}

/** "book_appointment" as "Book appointment". */
function sentence(name) {
  const words = String(name).replaceAll(/[_-]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Dates are written out; lists and maps are joined. */
function plain(value, language) {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return new Intl.DateTimeFormat(language || 'en', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
  }
  // A name of the agent's own, such as oil_change.
  if (typeof value === 'string' && /^[a-z0-9]+(_[a-z0-9]+)+$/.test(value)) return value.replaceAll('_', ' ');
  if (Array.isArray(value)) return value.map(one => plain(one, language)).join(', ');
  if (value && typeof value === 'object') return Object.entries(value).map(([key, one]) => `${sentence(key)}: ${plain(one, language)}`).join('; ');
  return String(value);
}
