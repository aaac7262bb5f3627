// Pipecat's protobuf frames, as far as a client needs them: AudioRawFrame (field 2 of Frame), MessageFrame (4) and
// InterruptionFrame (5). One frame is one binary WebSocket message. Readers need neither id nor name.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const AUDIO = 2;
const MESSAGE = 4;
const INTERRUPTION = 5;
const VARINT = 0;
const BYTES = 2;

/** A frame that carries an RTVI message. */
export function messageFrame(message) {
  return field(MESSAGE, field(1, encoder.encode(JSON.stringify(message))));
}

/** A frame of mono sound: Int16Array at `rate` Hz. */
export function audioFrame(samples, rate) {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return field(AUDIO, join(
    field(2, encoder.encode('audio')),
    field(3, bytes),
    join(tag(4, VARINT), varint(rate)),
    join(tag(5, VARINT), varint(1)),
  ));
}

/**
 * Reads one frame: {kind:'message', message}, {kind:'audio', samples, rate}, {kind:'interruption'} or {kind:'other'}.
 * Throws if the bytes are not a frame.
 */
export function decode(buffer) {
  const frame = fields(new Uint8Array(buffer));
  for (const [number, value] of frame) {
    switch (number) {
      case MESSAGE: {
        const text = fields(value).find(([inner]) => inner === 1);
        return { kind: 'message', message: JSON.parse(text ? decoder.decode(text[1]) : 'null') };
      }
      case AUDIO: return sound(fields(value));
      case INTERRUPTION: return { kind: 'interruption' };
    }
  }
  return { kind: 'other' };
}

function sound(parts) {
  let bytes = new Uint8Array(0);
  let rate = 0;
  for (const [number, value] of parts) {
    if (number === 3) bytes = value;
    if (number === 4) rate = value;
  }
  const samples = new Int16Array(bytes.length >> 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(i * 2, true);
  return { kind: 'audio', samples, rate };
}

/** All fields of a message as [number, value]; value is a number or bytes. */
function fields(bytes) {
  const found = [];
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= bytes.length) throw new RangeError('a number ends early');
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number is too long');
  };
  const take = count => {
    if (at + count > bytes.length) throw new RangeError('a field ends early');
    at += count;
    return bytes.subarray(at - count, at);
  };
  while (at < bytes.length) {
    const key = number();
    const id = Math.floor(key / 8);
    switch (key % 8) {
      case 0: found.push([id, number()]); break;
      case 1: found.push([id, take(8)]); break;
      case 2: found.push([id, take(number())]); break;
      case 5: found.push([id, take(4)]); break;
      default: throw new RangeError(`field ${id} is of no known kind`);
    }
  }
  return found;
}

function field(number, bytes) {
  return join(tag(number, BYTES), varint(bytes.length), bytes);
}

function tag(number, kind) {
  return Uint8Array.of(number * 8 + kind);
}

function varint(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  bytes.push(value);
  return Uint8Array.from(bytes);
}

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
