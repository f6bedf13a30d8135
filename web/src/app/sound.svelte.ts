// Sound is a choice. Two short tones, higher for red; never a loop, never without its cause on the screen.
const key = 'voorzien.sound';

class Sound {
  on = $state(localStorage.getItem(key) === 'yes');
  private context: AudioContext | undefined;

  use(on: boolean): void {
    this.on = on;
    localStorage.setItem(key, on ? 'yes' : 'no');
    if (on) this.play(false);
  }

  play(high: boolean): void {
    this.context ??= new AudioContext();
    const context = this.context;
    void context.resume();
    for (const [index, hertz] of (high ? [880, 1175] : [587, 740]).entries()) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const from = context.currentTime + index * 0.18;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(0.22, from + 0.02);
      volume.gain.linearRampToValueAtTime(0, from + 0.16);
      tone.connect(volume).connect(context.destination);
      tone.start(from);
      tone.stop(from + 0.17);
    }
  }
}

export const sound = new Sound();
