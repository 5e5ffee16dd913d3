import type { FuzzWorld } from './fuzzWorld.ts';

/** Something that can happen; false when it cannot happen now. */
export interface Operation {
  readonly name: string;
  /** How often it is picked, against the others. */
  readonly weight: number;
  run(world: FuzzWorld): Promise<string | false> | string | false;
}
