// The page: one button starts a call; while it goes on everything about it is shown; afterwards its record is.

import { Session } from './session.js';
import { fillChoice, listDevices } from './sound/devices.js';
import { Microphone } from './sound/microphone.js';
import { Speaker } from './sound/speaker.js';
import { Trouble, explain, obstacle } from './trouble.js';
import { byId, clock } from './view/dom.js';
import { fillKeypad } from './view/keypad.js';
import { Latency, legend } from './view/latency.js';
import { Level } from './view/level.js';
import { RecordView } from './view/record.js';
import { Transcript } from './view/transcript.js';

const STATES = {
  connecting: 'Connecting',
  listening: 'Listening to you',
  hearing: 'Hearing you',
  thinking: 'Thinking',
  speaking: 'Speaking',
  closing: 'Saying goodbye',
  away: 'Connection lost',
};
/** Where the server does not tell the state of the turn, RTVI's own events do. */
const STATE_OF = {
  'user-started-speaking': 'hearing',
  'user-stopped-speaking': 'thinking',
  'bot-started-speaking': 'speaking',
  'bot-stopped-speaking': 'listening',
  'bot-ready': 'listening',
};

/** How long a browser may take to start its sound. */
const SOUND_MILLIS = 4_000;

const transcript = new Transcript(byId('transcript'));
const latency = new Latency(byId('latency'), byId('no-latency'));
const callerLevel = new Level(byId('caller-level'));
const agentLevel = new Level(byId('agent-level'));
const record = new RecordView();

let context = null;
let microphone = null;
let speaker = null;
let session = null;
let startedAt = 0;
let ticking = 0;
let tellsState = false;
let withMicrophone = true;

byId('start').addEventListener('click', () => start(true));
byId('again').addEventListener('click', () => start(withMicrophone));
byId('retry').addEventListener('click', () => start(true));
byId('without').addEventListener('click', () => start(false));
byId('hang-up').addEventListener('click', () => session?.hangUp());
byId('mute').addEventListener('click', () => mute(!microphone?.isMuted));
byId('write').addEventListener('submit', event => {
  event.preventDefault();
  write();
});
byId('keys-open').addEventListener('click', () => toggleKeypad());
byId('keypad').addEventListener('keydown', event => event.key === 'Escape' && toggleKeypad(false));
byId('microphone').addEventListener('change', () => void changeMicrophone());
byId('speaker').addEventListener('change', () => void changeSpeaker());
byId('notice-close').addEventListener('click', () => notice(''));
navigator.mediaDevices?.addEventListener?.('devicechange', () => void refreshDevices());
fillKeypad(byId('keys'), byId('keys-sent'), key => session?.sendKeys([key]));
byId('legend').replaceChildren(...legend().childNodes);

// On a narrow screen the conversation needs the room.
if (matchMedia('(max-width: 52rem)').matches) byId('waiting').open = false;

const hindrance = obstacle();
if (hindrance) trouble(hindrance);
else show('ready');

async function start(useMicrophone) {
  withMicrophone = useMicrophone;
  clear();
  show('call');
  state('connecting');
  let mine = null;
  try {
    await openSound(useMicrophone);
    mine = new Session();
    session = mine;
    listen(mine);
    await mine.open();
    startedAt = performance.now();
    clearInterval(ticking);
    ticking = setInterval(tick, 250);
    announce('Connected. The agent speaks first.');
    byId('hang-up').focus({ preventScroll: true });
  } catch (error) {
    if (mine && session !== mine) return; // hung up while it was being answered
    session = null;
    closeSound();
    trouble(error);
  }
}

async function openSound(useMicrophone) {
  context ??= new AudioContext({ latencyHint: 'interactive' });
  const running = Promise.race([context.resume().then(() => true), pause(SOUND_MILLIS).then(() => false)]);
  byId('mute').disabled = !useMicrophone;
  if (useMicrophone) {
    microphone = new Microphone(context, hear, () => notice('The microphone went away. Choose another one, or go on by writing.'));
    await microphone.open(byId('microphone').value);
    void refreshDevices();
  }
  if (!(await running)) {
    // Without a device some browsers wait for ever. Who wants to go on without sound may.
    if (useMicrophone) throw new Trouble('sound-off');
    return;
  }
  speaker = new Speaker(context, peak => agentLevel.show(peak));
  await speaker.open();
  if (byId('speaker').value) await changeSpeaker();
}

function closeSound() {
  microphone?.close();
  speaker?.close();
  microphone = null;
  speaker = null;
  const old = context;
  context = null;
  void old?.close();
  callerLevel.clear();
  agentLevel.clear();
}

function hear(frame, peak) {
  callerLevel.show(peak);
  session?.sendSound(frame);
}

function listen(to) {
  to.addEventListener('sound', ({ detail }) => speaker?.play(detail.samples, detail.rate));
  to.addEventListener('flush', () => speaker?.flush());
  to.addEventListener('message', ({ detail }) => {
    transcript.take(detail);
    if (!tellsState && STATE_OF[detail.type]) state(STATE_OF[detail.type]);
    if (detail.type === 'error' && !detail.data?.fatal) notice(`The server says: ${detail.data?.error}`);
  });
  to.addEventListener('parley', ({ detail }) => own(detail));
  to.addEventListener('state', ({ detail }) => to === session && moved(detail));
}

/** Parley's own messages. */
function own(data) {
  switch (data.parley) {
    case 'turn-state':
      tellsState = true;
      state(data.state);
      break;
    case 'latency': latency.add(data); break;
    case 'call':
      byId('agent-name').textContent = data.agent ? `the ${data.agent} agent` : 'the agent';
      break;
  }
}

function moved({ state: now, until, error }) {
  switch (now) {
    case 'connecting': break;
    case 'live':
      if (byId('away').hidden) break;
      byId('away').hidden = true;
      transcript.note('Back again');
      announce('Connected again. The call goes on.');
      state('listening');
      break;
    case 'away':
      state('away');
      byId('away').hidden = false;
      transcript.breakOff('The connection broke');
      announce('The connection broke. Trying to come back.');
      countDown(until);
      break;
    case 'ended': ended(error); break;
  }
}

function countDown(until) {
  const seconds = Math.ceil((until - performance.now()) / 1000);
  byId('away-left').textContent = `${Math.max(0, seconds)} s`;
  if (session?.state === 'away') setTimeout(() => countDown(until), 250);
}

function ended(error) {
  const call = session.call;
  session = null;
  clearInterval(ticking);
  closeSound();
  toggleKeypad(false);
  byId('away').hidden = true;
  const length = startedAt ? ` after ${clock((performance.now() - startedAt) / 1000)}` : '';
  if (error) {
    const words = explain(error);
    byId('after-title').textContent = words.title;
    byId('after-text').textContent = words.text;
  } else {
    byId('after-title').textContent = 'Your call has ended';
    byId('after-text').textContent = `It ended${length}.`;
  }
  show('after');
  byId('after-title').focus();
  announce(byId('after-title').textContent);
  void record.show(call).then(found => {
    byId('live-copy').hidden = found;
    if (!found) byId('live-lines').replaceChildren(...byId('transcript').cloneNode(true).childNodes);
  });
}

function clear() {
  transcript.clear();
  latency.clear();
  record.clear();
  notice('');
  tellsState = false;
  startedAt = 0;
  byId('keys-sent').value = '';
  byId('timer').textContent = '0:00';
  byId('away').hidden = true;
  byId('live-copy').hidden = true;
  mute(false);
}

function mute(isMuted) {
  if (microphone) microphone.isMuted = isMuted;
  const button = byId('mute');
  button.setAttribute('aria-pressed', isMuted);
  button.querySelector('.label').textContent = isMuted ? 'Unmute' : 'Mute';
  byId('you').dataset.muted = isMuted;
  if (isMuted) callerLevel.clear();
  if (microphone && session) announce(isMuted ? 'Microphone muted.' : 'Microphone on.');
}

function write() {
  const field = byId('text');
  const words = field.value.trim();
  if (!words || session?.state !== 'live') return;
  speaker?.flush();
  session.sendText(words);
  field.value = '';
}

function toggleKeypad(isOpen = byId('keypad').hidden) {
  const wasInside = byId('keypad').contains(document.activeElement);
  byId('keypad').hidden = !isOpen;
  byId('keys-open').setAttribute('aria-expanded', isOpen);
  if (isOpen) byId('keys').querySelector('button').focus();
  else if (wasInside) byId('keys-open').focus();
}

async function refreshDevices() {
  const { microphones, speakers } = await listDevices();
  fillChoice(byId('microphone'), microphones, 'Chosen by the browser');
  fillChoice(byId('speaker'), speakers, 'Chosen by the system');
  byId('devices').hidden = microphones.length === 0;
  byId('speaker-choice').hidden = !Speaker.hasChoice || speakers.length === 0;
}

async function changeMicrophone() {
  if (!microphone) return;
  try {
    await microphone.open(byId('microphone').value);
    notice('');
  } catch (error) {
    notice(explain(error).title);
  }
}

async function changeSpeaker() {
  try {
    await speaker?.choose(byId('speaker').value);
  } catch {
    notice('That speaker cannot be used; the sound stays where it was.');
  }
}

function state(name) {
  byId('turn').dataset.state = name;
  byId('turn-state').textContent = STATES[name] ?? name;
}

function tick() {
  byId('timer').textContent = clock((performance.now() - startedAt) / 1000);
}

function trouble(error) {
  const words = explain(error);
  byId('trouble-title').textContent = words.title;
  byId('trouble-text').textContent = words.text;
  byId('trouble-detail').textContent = words.detail;
  byId('trouble-detail').hidden = !words.detail;
  byId('trouble').dataset.kind = words.kind;
  byId('retry').textContent = words.action ?? '';
  byId('retry').hidden = !words.action;
  byId('without').hidden = !words.withoutMicrophone;
  byId('without').textContent = words.withoutLabel ?? 'Go on without a microphone';
  show('trouble');
  byId('trouble-title').focus();
}

/** A line above the conversation that does not stop the call. */
function notice(text) {
  byId('notice-text').textContent = text;
  byId('notice').hidden = !text;
}

function pause(millis) {
  return new Promise(resolve => setTimeout(resolve, millis));
}

function announce(text) {
  byId('announce').textContent = text;
}

function show(name) {
  document.body.dataset.view = name;
  for (const view of document.querySelectorAll('main > section')) view.hidden = view.id !== name;
}
