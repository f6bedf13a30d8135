// Reads a text aloud with the device's own voice: no link is needed for it.
import { i18n } from '../../i18n/index.svelte';

class Aloud {
  speaking = $state(false);
  get can(): boolean { return typeof speechSynthesis !== 'undefined'; }

  say(text: string): void {
    if (!this.can) return;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(text);
    words.lang = i18n.language === 'en' ? 'en-GB' : 'nl-NL';
    words.onend = words.onerror = () => (this.speaking = false);
    this.speaking = true;
    speechSynthesis.speak(words);
  }
  stop(): void {
    if (this.can) speechSynthesis.cancel();
    this.speaking = false;
  }
}
export const aloud = new Aloud();
