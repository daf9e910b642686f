// What is read now: the newest image large, those before it small, and the last minutes as lines.
import uPlot from './vendor/uPlot.js';
import { element } from './server.js';
import { inWords, meter, percent, photo, reading, statusClass, tag, tags } from './sight.js';

const KEPT = 24;
const REMEMBERED = 1000;
const LOOK_MS = 1500;
const hero = document.getElementById('hero');
const seen = new Set();
const list = document.getElementById('sights');
const charts = [];
let latest = null;
let shownAt = -LOOK_MS;
let due = null;
let held = false;

export function showSights(sights) {
  for (const sight of sights.filter(fresh => !seen.has(fresh.id))) {
    seen.add(sight.id);
    if (seen.size > REMEMBERED) seen.delete(seen.values().next().value);
    list.prepend(small(sight));
    latest = sight;
  }
  if (performance.now() - shownAt > LOOK_MS) showLatest();
  else due ??= setTimeout(showLatest, LOOK_MS);
  while (list.children.length > KEPT) list.lastChild.remove();
  document.getElementById('empty').hidden = list.children.length > 0;
  document.querySelectorAll('#live .stage, #live .bar').forEach(part => { part.hidden = list.children.length === 0; });
}

// Long enough to be looked at; the small ones show the others.
function showLatest() {
  clearTimeout(due);
  due = null;
  if (held || !latest) return;
  shownAt = performance.now();
  showLarge(latest);
}

/** Keeps one image large until the person has seen it. */
export function hold(sight, why) {
  held = true;
  const bar = document.getElementById('held');
  bar.hidden = false;
  bar.firstElementChild.textContent = why;
  showLarge(sight);
  document.querySelector('#live .stage').hidden = false;
  hero.scrollIntoView({ block: 'nearest' });
}

function release() {
  held = false;
  document.getElementById('held').hidden = true;
  showLatest();
}

document.getElementById('live-again').onclick = release;
addEventListener('keydown', event => { if (event.key === 'Escape' && held) release(); });

function showLarge(sight) {
  hero.className = `hero ${statusClass(sight)}`;
  const facts = element('p', 'facts', tag(sight));
  if (sight.confidence !== null) facts.append(element('span', '', `${percent(sight.confidence)} sure`));
  if (sight.latencyMs !== null) facts.append(element('span', '', `${sight.latencyMs} ms`));
  if (sight.problem) facts.append(element('span', '', sight.problem));
  facts.append(element('span', '', sight.key || 'no key'));
  document.getElementById('large').replaceChildren(element('div', 'view', photo(sight)), reading(sight), facts);
}

// The status says the same of most that have no digits.
const briefly = sight => sight.digits || (sight.status !== 'UNCERTAIN' ? '' : sight.guess === 'NO_NUMBER' ? 'None' : 'Too long');

function small(sight) {
  const meters = element('div', 'meters', ...sight.probabilities.map(meter));
  const item = element('div', `sight ${statusClass(sight)}`,
    element('div', 'frame', photo(sight)),
    element('div', 'line', element('span', sight.digits ? 'number' : 'quiet', briefly(sight)), tag(sight)),
    meters,
    element('div', 'line', element('span', 'key', sight.key || 'no key'),
      element('span', 'sure', sight.confidence === null ? '' : percent(sight.confidence))));
  item.tabIndex = 0;
  item.setAttribute('role', 'button');
  item.setAttribute('aria-label', `${inWords(sight)}, ${tags[sight.status]}: look at it`);
  item.title = [sight.key, sight.weights, sight.problem].filter(Boolean).join(' · ');
  item.onclick = () => hold(sight, 'Held');
  item.onkeydown = event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); item.click(); } };
  return item;
}

export function showTotals(state) {
  const parts = [`${state.images.toLocaleString('en')} images since this page started`];
  if (state.rejected) parts.push(`${state.rejected.toLocaleString('en')} rejected`);
  document.getElementById('totals').textContent = state.images ? parts.join(', ') : '';
}

const figures = [
  { name: 'Images a second', lines: ['images'], show: n => n.images.toFixed(1) },
  { name: 'From sent to read, p50 and p99', lines: ['p50', 'p99'], show: n => n.p50 === null ? '–' : `${n.p50} / ${n.p99}`, unit: 'ms' },
  { name: 'Images in a batch', lines: ['batch'], show: n => n.batch === null ? '–' : n.batch.toFixed(1) },
  { name: 'Uncertain', lines: ['uncertain'], show: n => n.uncertain === null ? '–' : (100 * n.uncertain).toFixed(1), unit: '%' },
];

// Seconds, one a row, oldest first; the last is the one that a figure in words is about.
export function showNumbers(numbers) {
  if (!numbers.seconds.length) return;
  if (!charts.length) figures.forEach(figure => charts.push(chart(figure)));
  const times = numbers.seconds.map(second => second.at);
  // What was before the first image that this page knows of is not nothing, but unknown.
  const first = numbers.seconds.findIndex(second => second.images > 0);
  charts.forEach(({ figure, plot, value }) => {
    plot.setData([times, ...figure.lines.map(line => numbers.seconds.map((second, i) => (first >= 0 && i >= first ? second[line] : null)))]);
    value.textContent = figure.show(numbers.lately);
  });
}

// One point makes no line.
const isAlone = (plot, line) => plot.data[line].filter(point => point !== null).length === 1;

function chart(figure) {
  const value = element('strong');
  const place = element('div', 'plot');
  document.getElementById('charts').append(
    element('div', 'chart', element('h3', '', figure.name), value, element('small', '', figure.unit ? ` ${figure.unit}` : ''), place,
      element('p', 'span', element('span', '', '5 minutes ago'), element('span', '', 'now'))));
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const plot = new uPlot({
    width: place.clientWidth, height: place.clientHeight, legend: { show: false }, cursor: { show: false },
    padding: [6, 4, 0, 4],
    scales: { y: { range: (_, least, most) => [0, Math.max(most ?? 1, figure.lines[0] === 'uncertain' ? 0.1 : 1) * 1.15] } },
    axes: [{ show: false }, { show: false }],
    series: [{}, ...figure.lines.map((_, i) => ({ stroke: () => colour(i ? '--unsure' : '--accent'), width: 1.6, points: { show: isAlone, size: 5 }, spanGaps: true }))],
  }, [[], ...figure.lines.map(() => [])], place);
  new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: place.clientHeight })).observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plot.redraw());
  return { figure, plot, value };
}
