// Which releases there are, which is in force, and what was decided about them, and why.
import { ask, element, toast } from './server.js';

const kinds = {
  PUBLISHED: ['published', ''], HELD: ['held back', 'held'], PUT_IN_FORCE: ['put in force', ''], TAKEN_OVER: ['taken over', 'plain'],
  REFUSED: ['refused', 'bad'], WENT_BACK: ['went back', 'bad'], DRIFTED: ['drifted', 'held'], OTHER: ['other', 'plain'],
};
const time = at => new Date(at).toLocaleString('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });
const figure = text => element('td', 'figure', text ?? '–');

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
    element('th', 'figure', 'Right, region given'), element('th', 'figure', 'Right, found'), element('th', '', 'Signed'));
  document.getElementById('table').replaceChildren(element('thead', '', head), element('tbody', '', ...releases.map(row)));
  document.getElementById('decisions').replaceChildren(...reports.map(decision));
}

function row(release) {
  const force = element('td');
  if (release.inForce) force.append(element('span', 'tag', release.pinned ? 'in force, pinned' : 'in force'));
  return element('tr', '', element('td', '', release.version), force, element('td', '', time(release.made)),
    element('td', '', release.parent ?? '–'), figure(release.given), figure(release.found), element('td', '', release.signed ? 'yes' : 'no'));
}

function decision(report) {
  const [word, look] = kinds[report.kind] ?? kinds.OTHER;
  return element('li', '', element('span', 'quiet', time(report.at)), element('span', `tag ${look}`, word),
    element('p', '', element('b', '', report.version), ` ${report.reason} `, element('span', 'quiet', `by ${report.by}`)));
}
