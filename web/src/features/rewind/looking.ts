// What the axis needs to look back, in one part that is loaded after the first view.
export { moveKeys } from './keys';
export { default as Slider } from './Slider.svelte';
export { default as Transport } from './Transport.svelte';
