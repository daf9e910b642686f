// A photo dropped anywhere, or chosen: sent like any other image.
import { ask, toast } from './server.js';

const LARGEST = 10 * 1024 * 1024;
const overlay = document.getElementById('drop');

async function send(file) {
  if (!file) return;
  if (file.size > LARGEST) { toast(`${file.name} is larger than 10 MB.`); return; }
  try {
    await ask(`api/images?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file });
    location.hash = '#live';
    toast(`${file.name} is sent; its reading comes in a moment.`);
  } catch (problem) {
    toast(problem.message);
  }
}

addEventListener('dragover', event => { event.preventDefault(); overlay.hidden = false; });
addEventListener('dragleave', event => { if (!event.relatedTarget) overlay.hidden = true; });
addEventListener('drop', event => {
  event.preventDefault();
  overlay.hidden = true;
  send(event.dataTransfer.files[0]);
});
document.getElementById('file').addEventListener('change', event => {
  send(event.target.files[0]);
  event.target.value = '';
});
