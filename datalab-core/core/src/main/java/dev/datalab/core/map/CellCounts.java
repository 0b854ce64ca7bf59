package dev.datalab.core.map;

import dev.datalab.core.map.MapAnswer.Cell;
import dev.datalab.core.map.MapAnswer.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Amounts by cell, open-addressed: 24 to 48 bytes for each cell that has anything, and at most two
 * million cells.
 */
final class CellCounts {
  /** The fullest first, then by row and column. */
  private static final Comparator<Cell> FULLEST =
      Comparator.comparingLong((Cell cell) -> -cell.amount())
          .thenComparingInt(Cell::row)
          .thenComparingInt(Cell::column);

  private final int columns;

  /** One more than the cell's number; 0 is free. */
  private int[] keys = new int[16];

  private long[] amounts = new long[16];
  private int size;

  CellCounts(int columns) {
    this.columns = columns;
  }

  /** Adds to a cell; an amount of at least 1. */
  void add(int column, int row, long amount) {
    add(row * columns + column + 1, amount);
  }

  void add(CellCounts other) {
    for (int i = 0; i < other.keys.length; i++) {
      if (other.keys[i] != 0) {
        add(other.keys[i], other.amounts[i]);
      }
    }
  }

  private void add(int key, long amount) {
    int at = place(key, keys);
    if (keys[at] == 0) {
      keys[at] = key;
      size++;
    }
    amounts[at] += amount;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  private void grow() {
    int[] moreKeys = new int[keys.length * 2];
    long[] moreAmounts = new long[moreKeys.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int at = place(keys[i], moreKeys);
        moreKeys[at] = keys[i];
        moreAmounts[at] = amounts[i];
      }
    }
    keys = moreKeys;
    amounts = moreAmounts;
  }

  private static int place(int key, int[] keys) {
    int mask = keys.length - 1;
    int at = ((key * 0x9E3779B9) >>> 7) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** The fullest cells, by row and column. */
  Cells fullest(int limit) {
    PriorityQueue<Cell> emptiestFirst = new PriorityQueue<>(FULLEST.reversed());
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int number = keys[i] - 1;
        emptiestFirst.add(new Cell(number % columns, number / columns, amounts[i]));
        if (emptiestFirst.size() > limit) {
          emptiestFirst.poll();
        }
      }
    }
    List<Cell> cells = new ArrayList<>(emptiestFirst);
    cells.sort(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column));
    long shown = cells.stream().mapToLong(Cell::amount).sum();
    return new Cells(cells, size - cells.size(), Arrays.stream(amounts).sum() - shown);
  }
}
