package dev.datalab.core.map;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Where on a page people clicked, and where their pointers rested.
 *
 * @param area on the whole page
 * @param elements what was under them: most clicks first, then longest rests, then by target and
 *     name
 * @param moreElements elements that the limit left out
 * @param breakdown one a value, most clicks first, then most rests, then by value; where the
 *     question asks for it
 */
public record MapAnswer(
    Area area, List<ElementRow> elements, long moreElements, Optional<List<ValueArea>> breakdown) {
  /** Copies the lists. */
  public MapAnswer {
    requireNonNull(area, "area");
    elements = List.copyOf(elements);
    breakdown = breakdown.map(List::copyOf);
  }

  /** Clicks and rests on a page. */
  public record Area(Clicks clicks, Rests rests) {
    /** Requires both. */
    public Area {
      requireNonNull(clicks, "clicks");
      requireNonNull(rests, "rests");
    }
  }

  /**
   * Clicks.
   *
   * @param count all of them
   * @param visitors who clicked
   * @param unplaced of the clicks those that don't say where they were, and are in no cell
   * @param assumed of the clicks those whose column goes by an assumed width of the screen
   * @param cells how many clicks were where
   */
  public record Clicks(long count, long visitors, long unplaced, long assumed, Cells cells) {
    /** Requires cells. */
    public Clicks {
      requireNonNull(cells, "cells");
    }
  }

  /**
   * Rests of pointers.
   *
   * @param count all of them
   * @param visitors whose pointers rested
   * @param millis how long all of them took
   * @param assumed of the rests those whose column goes by an assumed width of the screen
   * @param cells how many milliseconds were where
   */
  public record Rests(long count, long visitors, long millis, long assumed, Cells cells) {
    /** Requires cells. */
    public Rests {
      requireNonNull(cells, "cells");
    }
  }

  /**
   * Cells that have anything: the fullest ones as far as the limit goes, by row and then by column.
   *
   * @param more cells that the limit left out
   * @param moreAmount what is in these
   */
  public record Cells(List<Cell> cells, long more, long moreAmount) {
    /** Copies the list. */
    public Cells {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param column from 0
   * @param row from 0
   * @param amount clicks, or milliseconds of rest
   */
  public record Cell(int column, int row, long amount) {}

  /**
   * An element, and what happened on it. A click on something in a configured element counts for
   * that.
   *
   * @param id of a configured element; none of the others
   * @param name of a configured element its name, else its target
   * @param target how it is found
   * @param clickVisitors who clicked
   * @param restMillis how long pointers rested on it
   */
  public record ElementRow(
      Optional<String> id,
      String name,
      String target,
      long clicks,
      long clickVisitors,
      long rests,
      long restMillis) {
    /** Requires all parts. */
    public ElementRow {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      requireNonNull(target, "target");
    }
  }

  /**
   * What happened under one value of a dimension.
   *
   * @param value empty where the event has none
   */
  public record ValueArea(String value, Area area) {
    /** Requires both. */
    public ValueArea {
      requireNonNull(value, "value");
      requireNonNull(area, "area");
    }
  }
}
