// One conversation with the server, over RTVI's binary wire. Comes back by itself when the connection breaks.

import { audioFrame, decode, messageFrame } from './wire.js';
import { Trouble } from './trouble.js';

const PLAYER_RATE = 16_000;
const MICROPHONE_RATE = 16_000;
const CONNECT_MILLIS = 10_000;
const AWAY_MILLIS = 30_000;
const PING_MILLIS = 4_000;
const SILENT_MILLIS = 10_000;
const MOST_UNSENT_BYTES = 64_000;
const TAKEN_OVER = 4001;

/**
 * Events: `state` (detail {state, until?, error?}), `message` (detail the RTVI message), `parley` (detail the data of one of
 * Parley's own messages), `sound` (detail {samples, rate}), `flush`.
 * States: connecting, live, away (until: performance.now() of giving up), ended (error: a Trouble, or null).
 */
export class Session extends EventTarget {
  #socket = null;
  #state = 'idle';
  #call = null;
  #ended = null;
  #nextId = 1;
  #heardAt = 0;
  #pinger = 0;
  #wake = () => {};

  /** What the server said of this call: {call_id, agent, records, resume}; null before it is answered. */
  get call() {
    return this.#call;
  }

  get state() {
    return this.#state;
  }

  /** Starts the conversation; resolves when the agent is there. Throws a Trouble. */
  async open() {
    this.#to('connecting');
    window.addEventListener('online', this.#online);
    window.addEventListener('offline', this.#offline);
    try {
      const { url, token } = await start();
      url.searchParams.set('player_rate', PLAYER_RATE);
      url.searchParams.set('resumable', 1);
      if (token) url.searchParams.set('token', token);
      await this.#connect(url, CONNECT_MILLIS);
    } catch (error) {
      this.#forget();
      this.#state = 'idle';
      throw error;
    }
  }

  /** Sends one frame of the microphone; dropped while the connection is away or cannot take it. */
  sendSound(samples) {
    if (this.#state === 'live' && this.#socket.bufferedAmount < MOST_UNSENT_BYTES) {
      this.#socket.send(audioFrame(samples, MICROPHONE_RATE));
    }
  }

  sendText(content) {
    this.#send('send-text', { content, options: { run_immediately: true, audio_response: true } });
  }

  sendKeys(buttons) {
    this.#send('dtmf', { buttons });
  }

  /** Ends the call. */
  hangUp() {
    if (this.#state !== 'ended') this.#finish(null);
  }

  #send(type, data) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(messageFrame({ label: 'rtvi-ai', type, id: String(this.#nextId++), data }));
  }

  /** Opens a socket and resolves when the agent is ready on it; rejects with a Trouble if it is not. */
  #connect(url, limitMillis) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      socket.binaryType = 'arraybuffer';
      let isReady = false;
      const limit = setTimeout(() => socket.close(), limitMillis);
      socket.addEventListener('open', () => {
        if (this.#state === 'ended') {
          socket.close(1000);
          return;
        }
        this.#socket = socket;
        this.#send('client-ready', {
          version: '2.1.0',
          about: { library: 'parley-talk', library_version: '1', platform: 'browser' },
        });
      });
      socket.addEventListener('message', ({ data }) => {
        if (socket !== this.#socket) return;
        this.#heardAt = performance.now();
        const frame = read(data);
        if (frame.kind === 'message' && frame.message?.type === 'bot-ready' && !isReady) {
          isReady = true;
          clearTimeout(limit);
          this.#ping();
          this.#to('live');
          resolve();
        }
        this.#take(frame);
      });
      socket.addEventListener('close', event => {
        clearTimeout(limit);
        if (!isReady) reject(this.#ended ?? new Trouble('unreachable'));
        else if (socket === this.#socket) this.#closed(event.code);
      });
    });
  }

  #take(frame) {
    switch (frame.kind) {
      case 'audio':
        this.#emit('sound', frame);
        return;
      case 'interruption':
        this.#emit('flush');
        return;
      case 'message':
        this.#message(frame.message);
    }
  }

  #message(message) {
    if (message?.label !== 'rtvi-ai') return;
    if (message.type === 'bot-interrupted') this.#emit('flush');
    if (message.type === 'error' && message.data?.fatal) this.#ended = new Trouble('failed', String(message.data.error ?? ''));
    const own = message.type === 'server-message' && message.data?.parley ? message.data : null;
    if (own?.parley === 'call') this.#call = { ...this.#call, ...own };
    if (own?.parley === 'ended') this.#call = { ...this.#call, call_id: own.call_id ?? this.#call?.call_id, isOver: true };
    this.#emit('message', message);
    if (own) this.#emit('parley', own);
  }

  #closed(code) {
    this.#socket = null;
    clearInterval(this.#pinger);
    if (this.#state === 'ended') return;
    if (code === TAKEN_OVER) this.#finish(new Trouble('taken-over'));
    else if (this.#ended) this.#finish(this.#ended);
    else if (code === 1000 || this.#call?.isOver) this.#finish(null);
    else if (this.#call?.resume) void this.#comeBack();
    else this.#finish(new Trouble('failed'));
  }

  /** Tries to take the call up again until the server would have given it up. */
  async #comeBack() {
    const until = performance.now() + AWAY_MILLIS;
    this.#to('away', { until });
    this.#emit('flush');
    for (let attempt = 0; this.#state === 'away' && performance.now() < until; attempt++) {
      const url = socketAddress('/rtvi');
      url.searchParams.set('player_rate', PLAYER_RATE);
      url.searchParams.set('resumable', 1);
      url.searchParams.set('resume', this.#call.resume);
      try {
        await this.#connect(url, Math.min(CONNECT_MILLIS, until - performance.now()));
        return;
      } catch {
        if (this.#state !== 'away') return;
        if (await this.#isOver()) break;
        await this.#pause(Math.min(500 * 2 ** attempt, 3_000, Math.max(0, until - performance.now())));
      }
    }
    if (this.#state === 'away') this.#finish(new Trouble('too-late'));
  }

  /** Whether the server says that the call has ended: its record is complete. */
  async #isOver() {
    try {
      const response = await fetch(recordAddress(this.#call), { signal: AbortSignal.timeout(3_000) });
      return response.status === 200;
    } catch {
      return false;
    }
  }

  #pause(millis) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, millis);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The wire has no heartbeat that a page could see, so a question is asked from time to time; any answer will do. */
  #ping() {
    clearInterval(this.#pinger);
    let tickedAt = performance.now();
    this.#pinger = setInterval(() => {
      const now = performance.now();
      const slept = now - tickedAt > 2 * PING_MILLIS;
      tickedAt = now;
      if (!slept && now - this.#heardAt > SILENT_MILLIS) this.#drop();
      else this.#send('client-message', { t: 'ping' });
    }, PING_MILLIS);
  }

  /** Gives up a connection that does not answer, without waiting for the network to notice. */
  #drop() {
    const socket = this.#socket;
    if (!socket || this.#state !== 'live') return;
    this.#closed(1006);
    socket.close();
  }

  #online = () => this.#wake();
  #offline = () => this.#drop();

  #finish(error) {
    const socket = this.#socket;
    this.#forget();
    socket?.close(1000);
    this.#to('ended', { error });
  }

  #forget() {
    this.#socket = null;
    clearInterval(this.#pinger);
    window.removeEventListener('online', this.#online);
    window.removeEventListener('offline', this.#offline);
    this.#wake();
  }

  #to(state, more = {}) {
    this.#state = state;
    this.#emit('state', { state, ...more });
  }

  #emit(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Where the record of a call is, or a part of it ('/recording.wav'). */
export function recordAddress(call, part = '') {
  return `/api/v1/calls/${encodeURIComponent(call.call_id)}${part}?access=${encodeURIComponent(call.records)}`;
}

async function start() {
  // ?agent= and ?caller= of the page's own address: whom to call, and as whom (a number) where the server believes it.
  const wished = [...new URLSearchParams(location.search)].filter(([name]) => name === 'agent' || name === 'caller');
  const body = Object.fromEntries(wished);
  let response;
  try {
    response = await fetch('/rtvi/start', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(CONNECT_MILLIS),
    });
  } catch {
    throw new Trouble('unreachable');
  }
  const answer = await response.json().catch(() => ({}));
  if (response.status === 503 || response.status === 429) throw new Trouble('full', String(answer.info ?? ''));
  if (!response.ok) throw new Trouble('refused', String(answer.info ?? `answer ${response.status}`));
  return { url: socketAddress(answer.wsUrl), token: answer.token };
}

/** The socket's address on the host this page came from: behind a proxy the server knows only its own name. */
function socketAddress(given) {
  const url = new URL(given, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.host = location.host;
  return url;
}

function read(data) {
  try {
    return decode(data);
  } catch {
    return { kind: 'other' };
  }
}
