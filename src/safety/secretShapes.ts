/** A secret's place in a text: offsets, end exclusive. */
export interface SecretPlace {
  readonly from: number;
  readonly to: number;
  /** What it is, in words: `private key`, `password`. */
  readonly what: string;
}

interface SecretShape {
  readonly what: string;
  /** The group `secret` is what is taken out, else the whole match. Every quantifier is bounded, so that hostile text costs no time. */
  readonly pattern: RegExp;
  /** Whether the value is likely a secret and not, say, a message key; always, where absent. */
  readonly likely?: (value: string) => boolean;
}

const passwords = String.raw`passw(?:or)?d|passwd|passphrase|pwd|secret|client[_-]?secret`;
const keys = String.raw`token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|auth[_-]?key|account[_-]?key|credentials?|authorization|auth`;
/** `apiKey: 'v'`, `"api_key": "v"`, `const apiKey: string = 'v'`, `password === 'v'`. */
const assigned = (names: string): RegExp =>
  new RegExp(
    String.raw`(?:^|[^A-Za-z0-9_$-])[A-Za-z0-9_$-]{0,40}(?:${names})["'\x60\]]?\s{0,5}(?:[?:]{1,2}\s?[A-Za-z]{1,20}\s{0,5}(?==))?!?[=:]{1,3}\s{0,10}(["'\x60])(?<secret>[^\s"'\x60]{4,400})\1`,
    'dgimu',
  );

/** Known formats that the library's rules leave out, and values whose name says what they are. */
const shapes: readonly SecretShape[] = [
  {
    what: 'private key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]{0,8000}-----END [A-Z0-9 ]{0,30}KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s\\]{64,8000})/dgu,
  },
  { what: 'JSON web token', pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}(?:\.[\w-]{0,1000})?/dgu },
  { what: 'AWS access key', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/dgu },
  { what: 'Google API key', pattern: /\bAIza[\w-]{35}/dgu },
  { what: 'Google client secret', pattern: /\bGOCSPX-[\w-]{20,40}/dgu },
  { what: 'OpenAI key', pattern: /\bsk-(?:proj|svcacct|admin)-[\w-]{20,200}/dgu },
  { what: 'Anthropic key', pattern: /\bsk-ant-[\w-]{20,200}/dgu },
  { what: 'Stripe key', pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,200}|\bwhsec_[A-Za-z0-9+/=]{24,100}/dgu },
  { what: 'Hugging Face token', pattern: /\bhf_[A-Za-z0-9]{30,60}/dgu },
  { what: 'Vault token', pattern: /\bhv[sbr]\.[\w-]{20,200}/dgu },
  { what: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,100}|github_pat_\w{40,120})/dgu },
  { what: 'Twilio key', pattern: /\bSK[0-9a-f]{32}\b/dgu },
  { what: 'Mailgun key', pattern: /\bkey-[0-9a-f]{32}\b/dgu },
  { what: 'DigitalOcean token', pattern: /\bdo[opr]_v1_[0-9a-f]{40,80}/dgu },
  { what: 'storage key', pattern: /\b(?:AccountKey|SharedAccessKey|sig)=(?<secret>[\w+/%-]{20,200}={0,2})/dgu },
  { what: 'Telegram token', pattern: /\b\d{8,10}:AA[\w-]{32,35}/dgu },
  { what: 'Discord token', pattern: /\b[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6,7}\.[\w-]{27,40}/dgu },
  { what: 'authorization', pattern: /\b(?:Bearer|Basic)\s{1,3}(?<secret>[\w.~+/-]{16,2000}={0,2})/dgiu, likely: hasDigit },
  {
    what: 'password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`]{0,100}:(?<secret>[^\s@/"'`]{3,200})@/dgiu,
    likely: isLiteral,
  },
  {
    what: 'secret in an address',
    pattern: /[?&](?:api_?key|access_?token|auth_?token|token|signature|secret|password|key)=(?<secret>[\w%+/.~-]{8,400})/dgiu,
    likely: hasDigit,
  },
  {
    what: 'environment secret',
    pattern: /\b[A-Z][A-Z0-9_]{0,60}(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PWD|PASS|CREDENTIALS?)=(?<secret>[^\s"'`;&|<>()$]{6,400})/dgu,
    likely: (value) => !value.includes('.env') && (hasDigit(value) || value.length >= 8),
  },
  { what: 'password', pattern: assigned(passwords), likely: isLiteral },
  { what: 'secret value', pattern: assigned(keys), likely: (value) => isLiteral(value) && isDense(value) },
];

/** Where a text holds something of a secret's shape; places may overlap. */
export function secretShapesIn(text: string): readonly SecretPlace[] {
  return shapes.flatMap(({ what, pattern, likely }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [from, to] = match.indices?.groups?.['secret'] ?? [match.index, match.index + match[0].length];
      return likely === undefined || likely(text.slice(from, to)) ? [{ from, to, what }] : [];
    }),
  );
}

function hasDigit(value: string): boolean {
  return /\d/u.test(value);
}

/** Not put together at run time, and not taken out already. */
function isLiteral(value: string): boolean {
  return !value.includes('${') && !value.startsWith('[redacted');
}

/** As dense as a key: digits among letters, or longer than words get. `expired_token` and `auth.required` are neither. */
function isDense(value: string): boolean {
  return (value.length >= 8 && hasDigit(value)) || (value.length >= 24 && !/[._\s/-]/u.test(value));
}
