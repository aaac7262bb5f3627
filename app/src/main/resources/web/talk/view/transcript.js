// The conversation while it happens: what was heard is solid, what is still to be spoken is dim, what was cut is marked.

import { element } from './dom.js';

/** After this much silence of the agent its next sentence stands in a line of its own. */
const NEW_LINE_MILLIS = 1_500;

export class Transcript {
  #list;
  #caller = null;
  #agent = null;
  #segments = new Map();
  #isFollowing = true;
  #stoppedAt = Infinity;

  /** @param list the ol element in the box that scrolls */
  constructor(list) {
    this.#list = list;
    const box = list.parentElement;
    box.addEventListener('scroll', () => {
      this.#isFollowing = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    });
    new ResizeObserver(() => this.#follow()).observe(box);
  }

  clear() {
    this.#isFollowing = true;
    this.#list.replaceChildren();
    this.#caller = null;
    this.#agent = null;
    this.#segments.clear();
  }

  /** Takes one RTVI message; ignores those that say nothing about words. */
  take({ type, data }) {
    switch (type) {
      case 'user-transcription': this.#callerSaid(data.text, data.final, 'spoken'); break;
      case 'user-input':
        if (data.input_type === 'chat') this.#callerSaid(data.text, true, 'typed');
        break;
      case 'user-stopped-speaking': this.#withdraw(); break;
      case 'bot-output': this.#agentSays(data); break;
      case 'bot-interrupted': this.#cut(); break;
      case 'bot-stopped-speaking': this.#stoppedAt = performance.now(); break;
    }
  }

  /** A break of the connection: what was not heard is said again afterwards, under new numbers. */
  breakOff(text) {
    for (const sentence of this.#segments.values()) if (!sentence.isDone) sentence.rest.className = 'unheard never';
    this.#segments.clear();
    this.note(text);
  }

  /** A line that neither side said. */
  note(text) {
    this.#agent = null;
    this.#caller = null;
    this.#add(element('li', { class: 'note' }, text));
  }

  #callerSaid(text, isFinal, how) {
    if (!this.#caller || this.#caller.dataset.how !== how) {
      this.#agent = null;
      this.#caller = element('p', { 'data-how': how });
      this.#line('caller', how === 'typed' ? 'You, written' : 'You', this.#caller);
    }
    this.#caller.textContent = text;
    this.#caller.className = isFinal ? '' : 'pending';
    if (isFinal) this.#caller = null;
    this.#follow();
  }

  /** The turn is over; words that were only a guess are shown until the final ones replace them. */
  #withdraw() {
    if (this.#caller && !this.#caller.textContent) this.#caller.closest('li').remove();
  }

  #agentSays(data) {
    let sentence = this.#segments.get(data.segment_id);
    if (!sentence) {
      if (!this.#agent || performance.now() - this.#stoppedAt > NEW_LINE_MILLIS) {
        this.#caller = null;
        this.#agent = element('p');
        this.#line('agent', 'Agent', this.#agent);
      }
      sentence = { heard: element('span', { class: 'heard' }), rest: element('span', { class: 'unheard' }), line: this.#agent, isDone: false };
      this.#segments.set(data.segment_id, sentence);
      this.#stoppedAt = Infinity;
      const blank = sentence.line.childNodes.length > 0 ? ' ' : null;
      sentence.line.append(...[blank, sentence.heard, sentence.rest].filter(Boolean));
    }
    const progress = data.spoken_progress;
    const isWhole = data.spoken_status === 'completed' || !data.will_be_spoken;
    sentence.heard.textContent = isWhole ? data.text : (progress?.accumulated_text ?? '');
    sentence.rest.textContent = isWhole ? '' : (progress?.remaining_text ?? data.text);
    sentence.isDone = isWhole;
    this.#follow();
  }

  /** What was not heard never will be. */
  #cut() {
    const open = [...this.#segments.values()].filter(sentence => !sentence.isDone);
    for (const sentence of open) {
      sentence.isDone = true;
      sentence.rest.className = 'unheard never';
    }
    const last = open.at(-1);
    if (last && !last.line.querySelector('.cut')) last.line.append(' ', cutMark());
    this.#agent = null;
  }

  #line(who, name, words) {
    this.#add(element('li', { class: who }, element('span', { class: 'who' }, name), words));
  }

  #add(item) {
    this.#list.append(item);
    this.#follow();
  }

  /** Keeps the newest line in sight, unless the reader has scrolled back. */
  #follow() {
    const box = this.#list.parentElement;
    if (this.#isFollowing) box.scrollTop = box.scrollHeight;
  }
}

/** The mark of a sentence that was interrupted. */
export function cutMark() {
  return element('span', { class: 'cut', title: 'The agent was interrupted here' }, 'cut off');
}
