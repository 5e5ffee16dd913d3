import type { CommitInfo } from '../git/commitInfo.ts';

const lockfiles =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|Cargo\.lock|Gemfile\.lock|Podfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|composer\.lock|mix\.lock|pubspec\.lock|flake\.lock|packages\.lock\.json|go\.sum)$/u;
const manifests =
  /(?:^|\/)(?:package\.json|Cargo\.toml|pyproject\.toml|setup\.(?:py|cfg)|composer\.json|pubspec\.yaml|pom\.xml|build\.gradle(?:\.kts)?|gradle\.properties|version(?:\.\w+)?|changelog(?:\.\w+)?|manifest\.json|[^/]+\.(?:gemspec|podspec|csproj|nuspec))$/iu;
/** Accounts of services that update versions and dependencies; matched by address, never by name. */
const releaseAuthors =
  /^(?:(?:\d+\+)?(?:dependabot|github-actions|renovate|semantic-release-bot)\[bot\]@users\.noreply\.github\.com|.*@renovateapp\.com|action@github\.com)$/iu;
const releaseSubject =
  /^(?:(?:chore|build|ci)(?:\([\w./ -]{1,40}\))?!?: )?(?:(?:prepare |cut |new )?(?:release|version|bump|publish)\b.{0,80})?\bv?\d+\.\d+(?:\.\d+)?(?:[-.+][\w.]{1,40})?(?: (?:\(#\d+\)|\[skip ci\]))*$/iu;

/** A package manager wrote this file, whoever ran it: nobody is the author of its lines. */
export function isLockfile(path: string): boolean {
  return lockfiles.test(path);
}

/** The commit only raises a version: by who made it, by its subject, or because it touches nothing but manifests and lockfiles. */
export function isVersionBump(commit: CommitInfo, touched: ReadonlySet<string>): boolean {
  if (releaseAuthors.test(commit.author.email) || releaseSubject.test(commit.subject.slice(0, 200))) return true;
  return touched.size > 0 && [...touched].every((path) => lockfiles.test(path) || manifests.test(path));
}
