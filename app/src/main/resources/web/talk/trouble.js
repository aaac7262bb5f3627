// What can go wrong, in words a caller understands: what happened, and what to do.

/** An error that is shown to the caller. `kind` is one of the keys below. */
export class Trouble extends Error {
  constructor(kind, detail = '') {
    super(kind);
    this.kind = kind;
    this.detail = detail;
  }
}

const TEXTS = {
  'not-secure': {
    title: 'This page needs a secure address',
    text: 'Browsers lend the microphone only to pages opened over https, or on this very computer. Open the page with https:// in front, or ask whoever runs this server to switch on TLS.',
  },
  'old-browser': {
    title: 'This browser is too old',
    text: 'The page needs a browser that can work with live sound. A current Firefox, Chrome, Edge or Safari will do.',
  },
  'microphone-denied': {
    title: 'The microphone is not allowed',
    text: 'The browser was told not to lend this page the microphone. Allow it in the site settings, next to the address, then try again. You can also go on without it, by writing and by keypad.',
    action: 'Try again',
    withoutMicrophone: true,
  },
  'microphone-missing': {
    title: 'No microphone was found',
    text: 'Plug one in, or switch on the one you have, then try again. You can also go on without it, by writing and by keypad.',
    action: 'Try again',
    withoutMicrophone: true,
  },
  'microphone-busy': {
    title: 'The microphone cannot be opened',
    text: 'Another program may be using it. Close that program and try again. You can also go on without it, by writing and by keypad.',
    action: 'Try again',
    withoutMicrophone: true,
  },
  'sound-off': {
    title: 'Sound does not start',
    text: 'The browser cannot play sound on this computer: it may have no speaker, or another program holds it. You can go on without sound, by reading and writing.',
    action: 'Try again',
    withoutMicrophone: true,
    withoutLabel: 'Go on without sound',
  },
  full: {
    title: 'All lines are busy',
    text: 'As many calls as this server takes are going on, or it is about to be restarted. Please try again in a minute.',
    action: 'Try again',
  },
  refused: {
    title: 'The server did not take the call',
    text: 'It answered, but refused to start a call.',
    action: 'Try again',
  },
  unreachable: {
    title: 'The server does not answer',
    text: 'It may be restarting, or your network may be down. Check your connection and try again.',
    action: 'Try again',
  },
  'too-late': {
    title: 'The connection was away for too long',
    text: 'A call waits 30 seconds for you to come back, and that time is over, so it has ended. What was agreed before the break still holds. You can call again.',
    action: 'Call again',
  },
  'taken-over': {
    title: 'The call goes on in another window',
    text: 'It was opened there, so it was closed here.',
    action: 'Start a new call',
  },
  failed: {
    title: 'The call ended unexpectedly',
    text: 'Something went wrong on the server. What was agreed before still holds. You can call again.',
    action: 'Call again',
  },
};

/** The words for an error: {title, text, action?, withoutMicrophone?, detail}. */
export function explain(error) {
  const trouble = error instanceof Trouble ? error : new Trouble(kindOf(error), '');
  return { ...TEXTS[trouble.kind], kind: trouble.kind, detail: trouble.detail };
}

/** What keeps this browser from holding a call at all; null if nothing does. */
export function obstacle() {
  if (!window.isSecureContext) return new Trouble('not-secure');
  if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode || !window.WebSocket) return new Trouble('old-browser');
  return null;
}

function kindOf(error) {
  switch (error?.name) {
    case 'NotAllowedError':
    case 'SecurityError': return 'microphone-denied';
    case 'NotFoundError':
    case 'OverconstrainedError': return 'microphone-missing';
    case 'NotReadableError':
    case 'AbortError': return 'microphone-busy';
    default: return 'failed';
  }
}
