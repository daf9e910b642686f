// Readings for a person to look at, the least sure first: the right number, Enter, next.
import { ask, element, toast } from './server.js';
import { inWords, percent, photo } from './sight.js';

const form = document.getElementById('label');
const number = document.getElementById('number');
const refused = document.getElementById('refused');
const skipped = new Set();
const before = [];
let current = null;
let sure = false;
let saved = 0;

export function showWaiting(count) {
  const waiting = document.getElementById('waiting');
  waiting.hidden = !count;
  waiting.textContent = count;
  if (count && !current && !document.getElementById('review').hidden) openReview();
}

export async function openReview() {
  if (current) { number.focus(); return; }
  try {
    const queue = await ask(`api/review?sure=${sure}`);
    show(queue.find(sight => !skipped.has(sight.id)) ?? null);
  } catch (problem) {
    toast(problem.message);
  }
}

function show(sight) {
  current = sight;
  form.hidden = !sight;
  document.getElementById('done').hidden = Boolean(sight);
  refused.textContent = '';
  number.value = '';
  document.getElementById('back').disabled = before.length === 0;
  if (!sight) return;
  document.getElementById('subject').replaceChildren(photo(sight));
  document.getElementById('guess').textContent = `Read as ${inWords(sight)}, ${percent(sight.confidence)} sure`;
  number.focus();
}

async function save(label) {
  const sight = current;
  try {
    await ask('api/labels', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id: sight.id, label }),
    });
    saved += 1;
    document.getElementById('saved').textContent =
      `${label === '' ? 'No number' : label} is saved. ${saved} in all; a trainer learns from them.`;
    next(sight);
  } catch (problem) {
    refused.textContent = problem.message;
  }
}

function next(done) {
  before.push(done);
  current = null;
  openReview();
}

form.addEventListener('submit', event => {
  event.preventDefault();
  if (/^[0-9]+$/.test(number.value)) save(number.value);
  else refused.textContent = number.value ? 'Digits only, as they stand in the photo.' : 'Type the number, or press N if there is none.';
});

function skip() {
  skipped.add(current.id);
  next(current);
}

function back() {
  const sight = before.pop();
  if (!sight) return;
  skipped.delete(sight.id);
  show(sight);
}

document.getElementById('none').onclick = () => save('');
document.getElementById('skip').onclick = skip;
document.getElementById('back').onclick = back;
document.getElementById('more').onclick = () => { sure = true; openReview(); };

// Letters are no digits, so that they are free to be commands while a number is typed.
number.addEventListener('keydown', event => {
  const command = { n: () => save(''), s: skip, b: back }[event.key.toLowerCase()];
  if (command && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    command();
  }
});
