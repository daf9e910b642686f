// Requests to the server, and short messages about them.
export async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { 'X-Digitstream': 'page', ...options.headers } });
  } catch {
    throw new Error('The server of this page does not answer.');
  }
  if (answer.status === 401) { location.href = 'login'; throw new Error('Please log in again.'); }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(body.problem ?? `The server answers ${answer.status}.`), { status: answer.status });
  return body;
}

let hiding;

export function toast(message) {
  const box = document.getElementById('toast');
  box.textContent = message;
  box.hidden = !message;
  clearTimeout(hiding);
  hiding = setTimeout(() => { box.hidden = true; }, 6000);
}

export function element(name, classes, ...children) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}
