// A photo dropped anywhere, or chosen: sent like any other image.
import { hold } from './live.js';
import { ask, toast } from './server.js';

const LARGEST = 10 * 1024 * 1024;
const PATIENCE = 100;
const overlay = document.getElementById('drop');

async function send(file) {
  if (!file) return;
  if (file.size > LARGEST) { toast(`${file.name} is larger than 10 MB.`); return; }
  try {
    const { key } = await ask(`api/images?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file });
    location.hash = '#/live';
    await answer(key, file.name);
  } catch (problem) {
    toast(problem.message);
  }
}

// The stream tells of some of many images: of one's own a person wants to know for certain.
async function answer(key, name) {
  toast(`${name} is sent; its reading comes in a moment.`);
  for (let i = 0; i < PATIENCE; i++) {
    const [sight] = await ask(`api/answers/${encodeURIComponent(key)}`);
    if (sight) { toast(''); hold(sight, `Your photo ${name}`); return; }
    await new Promise(done => setTimeout(done, 300));
  }
  toast(`${name} is sent, but nothing was read yet. Is a processor running?`);
}

addEventListener('dragover', event => { event.preventDefault(); overlay.hidden = false; });
addEventListener('dragleave', event => { if (!event.relatedTarget) overlay.hidden = true; });
addEventListener('drop', event => {
  event.preventDefault();
  overlay.hidden = true;
  send(event.dataTransfer.files[0]);
});
document.getElementById('choose').onclick = () => document.getElementById('file').click();
document.getElementById('file').addEventListener('change', event => {
  send(event.target.files[0]);
  event.target.value = '';
});
