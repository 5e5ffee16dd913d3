import type { PackageNews } from '../../src/terms/packageNews.ts';

/** A package with a long name that a commit moves to a version of which not everything is known. */
export const invoiceTemplates: PackageNews = {
  name: '@orders/invoice-templates',
  kind: 'moved',
  path: 'package.json',
  line: 14,
  text: 'Moves `@orders/invoice-templates` from `^3.22.0` to `^4.1.8`: a new major version.',
  notes: [
    { text: '`render` has lost `locale` since 3.22.4.', basis: 'types', place: { path: 'src/orders/checkout.ts', line: 18 } },
    { text: 'Only 4.1.8 is on this machine: what changed of the names used here is unknown.', basis: 'syntax' },
  ],
};
