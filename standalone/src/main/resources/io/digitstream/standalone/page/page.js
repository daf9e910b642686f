// Which view is shown, and what the server says of itself.
import { showSights, showNumbers, showTotals } from './live.js';
import { openReview, showWaiting } from './review.js';
import { openReleases } from './releases.js';
import { ask, toast } from './server.js';
import './drop.js';

const views = ['live', 'review', 'releases'];

function show() {
  const view = views.includes(location.hash.slice(1)) ? location.hash.slice(1) : 'live';
  for (const name of views) {
    document.getElementById(name).hidden = name !== view;
    const link = document.querySelector(`nav a[href="#${name}"]`);
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
}

const stream = new EventSource('api/stream');
stream.addEventListener('sights', event => showSights(JSON.parse(event.data)));
stream.addEventListener('numbers', event => showNumbers(JSON.parse(event.data)));
stream.addEventListener('state', event => showState(JSON.parse(event.data)));
stream.addEventListener('releases', () => { if (!document.getElementById('releases').hidden) openReleases(); });
stream.onerror = () => {
  const away = document.getElementById('away');
  away.hidden = false;
  away.textContent = 'This page has lost its server. It goes on by itself once the server is back.';
};

addEventListener('hashchange', show);
show();
ask('api/sights').then(showSights).catch(problem => toast(problem.message));
