import * as vscode from 'vscode';
import { visibleText } from '../safety/visibleText.ts';
import type { ChangeSummary } from '../terms/change.ts';
import { uncheckedChanges, type ListedUnit } from './uncheckedChanges.ts';

export type ReviewNode =
  | { readonly kind: 'change'; readonly change: ChangeSummary }
  | { readonly kind: 'unit'; readonly change: ChangeSummary; readonly unit: ListedUnit };

export interface ReviewTree extends vscode.Disposable {
  changesUpdated(changes: readonly ChangeSummary[]): void;
}

/**
 * Unchecked changes and the units each of them touched. It has no badge: a badge counts reviews that are due,
 * and what was just received is not overdue.
 */
export function createReviewTree(): ReviewTree {
  const changed = new vscode.EventEmitter<undefined>();
  let changes: readonly ChangeSummary[] = [];
  const view = vscode.window.createTreeView<ReviewNode>('understand.review', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: (node) => {
        if (node === undefined) return changes.map((change) => ({ kind: 'change', change }));
        return node.kind === 'change' ? node.change.units.map((unit) => ({ kind: 'unit', change: node.change, unit })) : [];
      },
    },
  });
  return {
    changesUpdated(updated) {
      changes = uncheckedChanges(updated);
      changed.fire(undefined);
    },
    dispose() {
      view.dispose();
      changed.dispose();
    },
  };
}

function itemOf(node: ReviewNode): vscode.TreeItem {
  const item =
    node.kind === 'change'
      ? new vscode.TreeItem(visibleText(node.change.title), vscode.TreeItemCollapsibleState.Expanded)
      : new vscode.TreeItem(visibleText(node.unit.name), vscode.TreeItemCollapsibleState.None);
  item.contextValue = node.kind;
  if (node.kind === 'change') {
    item.id = node.change.id;
    item.description = node.change.originText;
    item.iconPath = new vscode.ThemeIcon(node.change.kind === 'commit' ? 'git-commit' : 'diff');
    item.tooltip = `${visibleText(node.change.title)}\n${node.change.originText}`;
    return item;
  }
  const place = `${node.unit.path}:${node.unit.line}`;
  item.id = `${node.change.id}/${node.unit.key}/${node.unit.path}/${node.unit.name}`;
  item.description = node.unit.checked ? `${place}, checked` : place;
  item.iconPath = new vscode.ThemeIcon(node.unit.checked ? 'pass' : 'circle-outline');
  item.tooltip = `${visibleText(node.unit.name)}, ${place}\n${node.unit.checked ? 'Checked' : 'Not checked yet'}`;
  item.command = { command: 'understand.explain', title: 'Understand This', arguments: [node] };
  return item;
}
