// Which view is shown, and what the server says of itself.
import { showSights, showNumbers, showTotals } from './live.js';
import { openReview, showWaiting } from './review.js';
import { openReleases } from './releases.js';
import { ask, toast } from './server.js';
import './drop.js';

const views = ['live', 'review', 'releases'];
let releaseChanges = 0;

function show() {
  const wanted = location.hash.replace(/^#\/?/, '');
  const view = views.includes(wanted) ? wanted : 'live';
  for (const name of views) {
    document.getElementById(name).hidden = name !== view;
    const link = document.querySelector(`nav a[href="#/${name}"]`);
    if (name === view) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  document.title = `${view[0].toUpperCase()}${view.slice(1)} – Digitstream`;
  if (view === 'review') openReview();
  if (view === 'releases') openReleases();
}

function showState(state) {
  document.getElementById('state').textContent = state.weights ? `Reading with ${state.weights}` : '';
  const away = document.getElementById('away');
  away.hidden = !state.trouble;
  away.textContent = state.trouble ? `${state.trouble} What is shown may be old; this page goes on by itself.` : '';
  showWaiting(state.uncertain);
  showTotals(state);
  if (state.releaseChanges !== releaseChanges && !document.getElementById('releases').hidden) openReleases();
  releaseChanges = state.releaseChanges;
}

function say(problem) {
  const away = document.getElementById('away');
  away.hidden = false;
  away.textContent = problem;
}

// A browser goes on by itself after a line that breaks, but not after an answer that is none.
function follow() {
  const stream = new EventSource('api/stream');
  stream.addEventListener('sights', event => showSights(JSON.parse(event.data)));
  stream.addEventListener('numbers', event => showNumbers(JSON.parse(event.data)));
  stream.addEventListener('state', event => showState(JSON.parse(event.data)));
  stream.onopen = () => ask('api/sights').then(showSights).catch(problem => toast(problem.message));
  stream.onerror = () => {
    say('This page has lost its server. It goes on by itself once the server is back.');
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => ask('api/sights').then(follow, follow), 3000);
  };
}

addEventListener('hashchange', show);
show();
follow();
