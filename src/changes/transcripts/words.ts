import { z } from 'zod';
import { longestWords } from './agentEdit.ts';

/** Message content: a text, or parts of which some are texts. */
const parts = z.union([z.string(), z.array(z.unknown())]);
const part = z.object({ type: z.string().optional(), text: z.string() });

/** The text of a message; empty for one that only carries tool calls or results. */
export function wordsIn(content: unknown): string {
  const read = parts.safeParse(content);
  if (!read.success) return '';
  if (typeof read.data === 'string') return cut(read.data);
  const texts = read.data.slice(0, 200).flatMap((each) => {
    const found = part.safeParse(each);
    return found.success && (found.data.type ?? 'text').includes('text') ? [found.data.text] : [];
  });
  return cut(texts.join('\n'));
}

/** What tools put into a person's message by themselves: environment, reminders, output of commands. */
const added =
  /<(system-reminder|environment_context|user_instructions|local-command-[a-z]{1,20}|command-[a-z]{1,20}|attachments|context|editorContext|reminderInstructions)\b[^>]{0,200}>[\s\S]{0,20000}?<\/\1>/giu;

/** What a person asked for, without what tools added to it; empty when nothing is left. */
export function askedIn(content: unknown): string {
  const words = wordsIn(content).replaceAll(added, ' ').trim();
  return /^(?:<[a-z_-]{1,40}>|Caveat: The messages below|\[Request interrupted)/u.test(words) ? '' : words;
}

function cut(words: string): string {
  return words.length > longestWords * 2 ? words.slice(0, longestWords * 2) : words;
}
