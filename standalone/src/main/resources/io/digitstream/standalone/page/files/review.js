// Readings for a person to look at, the least sure first: the right number, Enter, next.
import { ask, element, toast } from './server.js';
import { inWords, percent, photo } from './sight.js';

const AT_ONCE = 20;
const FEW = 5;
// As the schema of labels has it: zeros say that there are at least so many digits, here more than the weights read.
const tooLong = sight => '0'.repeat(Math.max(6, sight.longest + 1));
const isTooLong = label => /^0{6,}$/.test(label);

const form = document.getElementById('label');
const number = document.getElementById('number');
const refused = document.getElementById('refused');
const status = document.getElementById('saved');
const seen = new Set();
const before = [];
let line = [];
let current = null;
let sure = false;
let saving = false;
let saved = 0;
let told = 0;

export function showWaiting(count) {
  const waiting = document.getElementById('waiting');
  waiting.hidden = !count;
  waiting.textContent = count;
  const more = count > told;
  told = count;
  if (more && !current && !document.getElementById('review').hidden) openReview();
}

export async function openReview() {
  if (!current) await fill();
  if (!current) show(line.shift() ?? null);
  number.focus();
}

// What was seen here is still in the server's line if it was skipped.
async function fill() {
  try {
    const fresh = await ask(`api/review?sure=${sure}&count=${Math.min(1000, AT_ONCE + seen.size)}`);
    line = fresh.filter(sight => !seen.has(sight.id) && sight.id !== current?.id);
  } catch (problem) {
    toast(problem.message);
  }
}

function show(sight, label = '') {
  current = sight;
  form.hidden = !sight;
  document.getElementById('done').hidden = Boolean(sight);
  document.getElementById('more').hidden = sure;
  refused.textContent = '';
  number.value = label;
  document.getElementById('back').disabled = before.length === 0;
  if (!sight) return;
  document.getElementById('subject').replaceChildren(photo(sight));
  document.getElementById('guess').replaceChildren('Best guess ', element('b', '', inWords(sight)), `, ${percent(sight.confidence)} sure`);
  number.focus();
}

async function save(label) {
  if (!current || saving) return;
  const sight = current;
  saving = number.readOnly = true;
  try {
    await ask('api/labels', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id: sight.id, label }),
    });
    saved += 1;
    status.textContent = `${said(label)} saved, ${saved} in all.`;
    next(label);
  } catch (problem) {
    if (problem.status === 404) { status.textContent = problem.message; next(''); } else refused.textContent = problem.message;
  } finally {
    saving = number.readOnly = false;
  }
}

function said(label) {
  if (label === '') return 'No number:';
  return isTooLong(label) ? 'Too many digits:' : label;
}

function next(label) {
  before.push({ sight: current, label });
  seen.add(current.id);
  current = null;
  const ready = line.shift();
  if (!ready) { openReview(); return; }
  show(ready);
  if (line.length < FEW) fill();
}

function skip() {
  if (current && !saving) next('');
}

function back() {
  const last = saving ? null : before.pop();
  if (!last) return;
  if (current) line.unshift(current);
  seen.delete(last.sight.id);
  show(last.sight, isTooLong(last.label) ? '' : last.label);
  number.select();
}

form.addEventListener('submit', event => {
  event.preventDefault();
  if (/^[0-9]+$/.test(number.value)) save(number.value);
  else refused.textContent = number.value ? 'Digits only, as they stand in the photo.' : 'Type the number, or press N if there is none.';
});

const commands = { n: () => save(''), m: () => current && save(tooLong(current)), s: skip, b: back };
document.getElementById('none').onclick = commands.n;
document.getElementById('many').onclick = commands.m;
document.getElementById('skip').onclick = skip;
document.getElementById('back').onclick = back;
document.getElementById('more').onclick = () => { sure = true; openReview(); };

// Letters are no digits, so that they are free to be commands wherever the focus is.
addEventListener('keydown', event => {
  const command = commands[event.key.toLowerCase()];
  if (!command || document.getElementById('review').hidden || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (!event.repeat) command();
});
