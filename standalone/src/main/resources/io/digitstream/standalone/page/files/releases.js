// Which releases there are, which is in force, and what was decided about them, and why.
import { ask, element, toast } from './server.js';
import { percent } from './sight.js';

const kinds = {
  PUBLISHED: ['published', ''], HELD: ['held back', 'held'], PUT_IN_FORCE: ['put in force', ''], TAKEN_OVER: ['taken over', 'plain'],
  REFUSED: ['refused', 'bad'], WENT_BACK: ['went back', 'bad'], DRIFTED: ['drifted', 'held'], OTHER: ['other', 'plain'],
};
const time = at => new Date(at).toLocaleString('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });
const points = share => `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)}`;
// A narrow screen shows cells below each other, each with its heading.
const cell = (heading, content, classes = '') => {
  const made = element('td', classes, content);
  made.dataset.heading = heading;
  return made;
};

export async function openReleases() {
  try {
    show(await ask('api/releases'));
  } catch (problem) {
    toast(problem.message);
  }
}

function show({ releases, reports }) {
  const bare = releases.length === 0 && reports.length === 0;
  document.getElementById('bare').hidden = !bare;
  document.querySelectorAll('#releases > h2, #releases > .scroll').forEach(part => { part.hidden = bare; });
  const head = element('tr', '', ...['Version', 'In force', 'Made', 'From'].map(title => element('th', '', title)),
    element('th', 'figure', 'Right, place given'), element('th', 'figure', 'Right, place found'), element('th', '', 'Signed'));
  document.getElementById('table').replaceChildren(element('thead', '', head), element('tbody', '', ...releases.map(row)));
  document.getElementById('decisions').replaceChildren(...reports.map(decision));
}

function row(release) {
  const force = release.inForce ? element('span', 'tag', release.pinned ? 'in force, pinned' : 'in force') : '';
  return element('tr', '', cell('Version', element('b', '', release.version)), cell('In force', force), cell('Made', time(release.made)),
    cell('From', release.parent ?? '–'), cell('Right, place given', release.given ?? '–', 'figure'),
    cell('Right, place found', release.found ?? '–', 'figure'), cell('Signed', release.signed ? 'yes' : 'no'));
}

function decision(report) {
  const [word, look] = kinds[report.kind] ?? kinds.OTHER;
  const by = report.reason.endsWith(`by ${report.by}`) ? null : element('span', 'quiet', ` by ${report.by}`);
  return element('li', '', element('span', 'quiet', time(report.at)), element('span', `tag ${look}`, word),
    element('div', '', element('p', '', element('b', '', report.version), ` ${report.reason}`, by),
      ...report.comparisons.map(comparison)));
}

function comparison(compared) {
  const { test, images, champion, challenger, low, high } = compared;
  return element('p', 'quiet compared', element('span', '', test),
    element('span', '', `${percent(champion)} → ${percent(challenger)} of ${images.toLocaleString('en')}`),
    element('span', '', `${points(low)} to ${points(high)}`));
}
