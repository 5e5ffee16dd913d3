import type { TrackedText } from '../changes/carrySegments.ts';
import type { OriginTracker } from '../changes/originTracker.ts';
import type { SegmentStore } from '../changes/segmentStore.ts';
import { documentUri } from './documentUri.ts';

interface OwnParts {
  readonly origins: Pick<OriginTracker, 'text' | 'segments'>;
  readonly segments: SegmentStore;
}

/** What the editor knows of a file (absolute path): as its document is shown, or as it was when it was last closed. */
export function ownText(file: string, { origins, segments }: OwnParts): TrackedText | undefined {
  const uri = documentUri(file);
  const text = origins.text(uri);
  return text === undefined ? segments.load(uri) : { text, segments: origins.segments(uri) };
}
