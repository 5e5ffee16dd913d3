import type { CarriedUnit, DocumentViews } from './documentViews.ts';
import type { Quiet } from './quiet.ts';

/** The views as surfaces that show something unasked get them: without marks and cards that the person does not want now. */
export function quietViews(
  views: Pick<DocumentViews, 'unitsOf' | 'recentLines' | 'onReceived'>,
  quiet: Pick<Quiet, 'isFileQuiet' | 'isCardQuiet'>,
): Pick<DocumentViews, 'unitsOf' | 'recentLines' | 'onReceived'> {
  return {
    onReceived: views.onReceived,
    recentLines: (uri) => (quiet.isFileQuiet(uri) ? [] : views.recentLines(uri)),
    unitsOf(uri) {
      const units = views.unitsOf(uri);
      if (!quiet.isFileQuiet(uri))
        return units.map((unit) => (unit.card !== undefined && quiet.isCardQuiet(unit.card) ? withoutCard(unit) : unit));
      return units.map((unit) => ({ ...withoutCard(unit), unchecked: false }));
    },
  };
}

function withoutCard({ card: _card, ...unit }: CarriedUnit): CarriedUnit {
  return unit;
}
