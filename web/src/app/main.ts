import '@fontsource-variable/inter/wght.css';
import '../ui/tokens.css';
import { mount } from 'svelte';
import { i18n } from '../i18n/index.svelte';
import { session } from '../state/session.svelte';
import App from './App.svelte';
import { applyAppearance } from './appearance';
import { startKeys } from './keys';
import { router } from './router.svelte';

applyAppearance();
startKeys();
router.start();
await Promise.all([i18n.start(), session.load()]);
mount(App, { target: document.getElementById('app') as HTMLElement });
