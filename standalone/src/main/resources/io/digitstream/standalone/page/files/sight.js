// One image and what became of it, large or small.
import { element } from './server.js';

const words = { NO_NUMBER: 'No number', TOO_LONG: 'Too many digits', REJECTED: 'Cannot be read' };
export const tags = { READ: 'read', UNCERTAIN: 'uncertain', NO_NUMBER: 'no number', TOO_LONG: 'too long', REJECTED: 'rejected' };

export const percent = share => `${(100 * share).toFixed(1)} %`;
export const inWords = sight => sight.digits || words[sight.guess];
export const statusClass = sight => sight.status.toLowerCase();
export const tag = sight => element('span', 'tag', tags[sight.status]);

export function photo(sight) {
  const frame = element('div', 'photo');
  if (!sight.photo) { frame.classList.add('gone'); frame.append('No photo'); return frame; }
  const image = element('img');
  image.alt = sight.key ? `Image ${sight.key}` : 'An image without a key';
  image.src = `api/images/${sight.id}`;
  image.onload = () => {
    frame.style.setProperty('--ratio', image.naturalWidth / image.naturalHeight);
    frame.classList.add('there');
  };
  frame.append(image);
  if (sight.region) {
    const box = element('div', 'box');
    box.style.left = `${100 * sight.region.left}%`;
    box.style.top = `${100 * sight.region.top}%`;
    box.style.width = `${100 * sight.region.width}%`;
    box.style.height = `${100 * sight.region.height}%`;
    frame.append(box);
  }
  image.onerror = () => frame.replaceChildren(element('span', 'quiet', 'cannot be shown'));
  return frame;
}

export function meter(probability) {
  const bar = element('div', 'meter');
  const filled = element('i');
  filled.style.width = `${100 * probability}%`;
  bar.append(filled);
  bar.title = percent(probability);
  return bar;
}

export function reading(sight) {
  const line = element('div', 'reading');
  if (!sight.digits) {
    line.append(element('span', 'words', inWords(sight)));
  }
  [...sight.digits].forEach((digit, i) =>
    line.append(element('div', 'digit', element('b', '', digit), meter(sight.probabilities[i] ?? 0))));
  return line;
}
