// The service worker: the shell opens without a server, and an update is never held back.
//
//   a page      the server's, and only when it does not answer in time the one that was kept
//   a file      of the build: the kept one (its name changes with its content); else the server's
//   /api/...    never touched
//
// vite.config.ts fills in what the build consists of; every build is another worker with a cache of its own. The cache of
// the build before stays as long, for windows that still run it.
const version = '__VERSION__';
const files = new Set(__FILES__);
const prefix = 'voorzien-';
const here = prefix + version;
const patienceMs = 3000;

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

async function keep() {
  const cache = await caches.open(here);
  await cache.addAll([...files].map((path) => new Request(path, { cache: path.startsWith('/assets/') ? 'default' : 'reload' })));
}

self.addEventListener('activate', (event) => {
  event.waitUntil(forget().then(() => self.clients.claim()));
});

async function forget() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(prefix)); // oldest first
  const before = ours.filter((name) => name !== here).at(-1);
  await Promise.all(ours.filter((name) => name !== here && name !== before).map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (files.has(url.pathname) || url.pathname.startsWith('/assets/')) event.respondWith(file(request));
});

async function page(request) {
  const kept = (await caches.open(here)).match('/index.html');
  const asked = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs));
  try {
    return (await Promise.race([asked, late.then(() => kept)])) ?? (await asked);
  } catch (error) {
    const shell = await kept;
    if (!shell) throw error;
    return shell;
  }
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
