package dev.datalab.ingest.json;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.ingest.device.DeviceClassifier;
import dev.datalab.ingest.device.Equipment;

/**
 * One line of an import: a draft of an event together with the visitor, the session and the
 * dimensions that the line brings along. For use by one thread.
 */
public final class ImportLine {
  /**
   * The latest time that a line may bear, the end of the year 9999: what lies behind is no
   * milliseconds.
   */
  public static final long LATEST_MILLIS = 253_402_300_799_999L;

  private final DeviceClassifier classifier;
  private Dimensions last = Dimensions.NONE;

  /** Lines whose user agents are read by a classifier. */
  public ImportLine(DeviceClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * The recorded event of a line.
   *
   * @param draft what was read of the line
   * @param stream the import's stream
   * @param seq the line's number, from 1
   * @throws EventFormatException if the line breaks a rule
   */
  public RecordedEvent recorded(EventDraft draft, long stream, long seq)
      throws EventFormatException {
    long time = draft.timestamp();
    if (time < 0 || time > LATEST_MILLIS) {
      throw EventFormatException.of(
          Field.TIMESTAMP, "not between the years 1970 and 9999; give milliseconds since 1970.");
    }
    draft.check(Field::isOfLine);
    String visitor = draft.text(Field.VISITOR);
    if (visitor.isEmpty()) {
      throw EventFormatException.of(
          Field.VISITOR,
          "missing; every line names its visitor by 1 to " + Limits.SHORT_TEXT + " characters.");
    }
    return new RecordedEvent(
        visitor,
        draft.text(Field.SESSION),
        stream,
        seq,
        dimensions(draft),
        draft.text(Field.ID),
        draft.event(time));
  }

  private Dimensions dimensions(EventDraft draft) {
    Equipment used = equipment(draft);
    String[] utm = draft.utm;
    Dimensions dimensions =
        new Dimensions(
            draft.text(Field.REFERRER),
            used.browser(),
            used.os(),
            used.device(),
            draft.text(Field.LANGUAGE),
            draft.text(Field.SCREEN),
            draft.has(Field.UTM) ? new Utm(utm[0], utm[1], utm[2], utm[3], utm[4]) : Utm.NONE);
    if (!dimensions.equals(last)) {
      last = dimensions;
    }
    return last;
  }

  /** What the line says itself, and for the rest what its user agent says. */
  private Equipment equipment(EventDraft draft) {
    String browser = draft.text(Field.BROWSER);
    String os = draft.text(Field.OS);
    String device = draft.text(Field.DEVICE);
    String userAgent = draft.text(Field.USER_AGENT);
    if (userAgent.isEmpty() || (!browser.isEmpty() && !os.isEmpty() && !device.isEmpty())) {
      return new Equipment(browser, os, device);
    }
    Equipment read = classifier.classify(userAgent);
    return new Equipment(
        browser.isEmpty() ? read.browser() : browser,
        os.isEmpty() ? read.os() : os,
        device.isEmpty() ? read.device() : device);
  }
}
