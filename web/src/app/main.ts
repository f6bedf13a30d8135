// The start of the app: tokens, font, language, keys, and the page the URL names.
import '../ui/font.css';
import '../ui/tokens.css';
import { mount } from 'svelte';
import { i18n } from '../i18n/index.svelte';
import App from './App.svelte';
import { startKeys } from './keys';
import { router } from './router.svelte';
import { theme } from './theme.svelte';

theme.start();
startKeys();
router.start();
await i18n.start();
mount(App, { target: document.getElementById('app') as HTMLElement });
