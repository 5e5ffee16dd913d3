/** Every command of ours; the manifest contributes exactly these. */
export const commandIds = [
  'understand.explain',
  'understand.quickCheck',
  'understand.listUnchecked',
  'understand.nextUnchecked',
  'understand.markOrigin',
  'understand.showPayload',
  'understand.setApiKey',
  'understand.clearApiKey',
  'understand.play',
  'understand.playNext',
  'understand.playPrevious',
  'understand.keepAsTest',
  'understand.exportQuestion',
  'understand.useTranscripts',
  'understand.fetchNotes',
  'understand.snooze',
  'understand.muteConcept',
  'understand.resume',
  'understand.exportData',
  'understand.importData',
  'understand.deleteData',
  'understand.openLog',
] as const;

export type CommandId = (typeof commandIds)[number];
