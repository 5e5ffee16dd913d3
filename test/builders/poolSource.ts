/** A method that two conditions guard, and that does two things. */
export const poolSource = `interface Log { drop(id: string): void }
export class Pool {
  open: string[] = [];
  state: 'idle' | 'busy' = 'idle';
  constructor(private readonly log: Log) {}
  release(id: string): void {
    if (this.open.length === 0 && this.state === 'idle') {
      this.log.drop(id);
      this.state = 'busy';
    }
  }
}`;
