// The draft of a line: survives Escape, a crash and logging out; one a kind of line, shared by all windows opened later.
export class Draft {
  text = $state('');
  constructor(private readonly key: string) {
    this.text = localStorage.getItem(key) ?? '';
  }
  set(text: string): void {
    this.text = text;
    if (text) localStorage.setItem(this.key, text);
    else localStorage.removeItem(this.key);
  }
}

export const logDraft = new Draft('voorzien.draft.log');
export const entryDraft = new Draft('voorzien.draft.entry');
