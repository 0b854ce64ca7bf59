package dev.datalab.core.funnel;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.datalab.core.funnel.VisitorListing.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A listing made ready: whom it lists, and where its page begins. Immutable.
 *
 * <p>A cursor is the place of a page's last unit in the order of the whole list, behind a hash of
 * this place and the question. So a cursor that was changed, or is another question's, is refused;
 * nothing is kept between pages.
 */
final class ListPlan {
  private static final Hasher64 HASHER = Hashing.xxh3_64();
  private static final String REFUSAL =
      "list/after: no cursor of this question; give the 'next' of an answer to the very same"
          + " question, or leave it out.";

  final int stage;
  final int limit;

  /** The place of the last unit of the page before; null for the first page. */
  final @Nullable Place after;

  private final int nextRequired;
  private final boolean dropped;
  private final int stages;
  private final String question;

  /**
   * A unit's place in the order of the list.
   *
   * @param reached when it reached the stage, in milliseconds since the epoch
   * @param session empty if it has no id, or visitors are the units
   */
  record Place(long reached, String visitor, String session) {
    /** Whoever reached the stage last comes first. */
    static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::reached)
            .reversed()
            .thenComparing(Place::visitor)
            .thenComparing(Place::session);
  }

  /**
   * Makes a listing ready.
   *
   * @throws IllegalArgumentException if its cursor is not one of this question
   */
  ListPlan(VisitorListing listing, FunnelQuestion of, Plan plan) {
    stage = listing.stage();
    limit = listing.limit();
    dropped = listing.outcome() == Outcome.DROPPED;
    nextRequired = plan.nextRequired[stage];
    stages = plan.stages;
    question =
        String.join(
            "\n",
            of.range().toString(),
            of.filter().toString(),
            of.definition().toString(),
            listing.outcome() + " " + stage);
    after = listing.after().map(this::place).orElse(null);
  }

  /** Whether a unit with this counted attempt is in the list. */
  boolean lists(Attempt counted) {
    return counted.taken(stage) >= 0
        && !(dropped && (counted.depth() >= nextRequired || nextRequired == stages));
  }

  /** The cursor behind a place. */
  String cursor(Place place) {
    byte[] visitor = place.visitor().getBytes(StandardCharsets.UTF_8);
    byte[] session = place.session().getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + visitor.length + session.length)
            .putLong(0)
            .putLong(place.reached())
            .putInt(visitor.length)
            .put(visitor)
            .put(session)
            .array();
    ByteBuffer.wrap(bytes).putLong(hash(bytes));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Place place(String cursor) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(REFUSAL, e);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 2 * Long.BYTES + Integer.BYTES || in.getLong() != hash(bytes)) {
      throw new IllegalArgumentException(REFUSAL);
    }
    long reached = in.getLong();
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(REFUSAL);
    }
    byte[] visitor = new byte[length];
    in.get(visitor);
    byte[] session = new byte[in.remaining()];
    in.get(session);
    return new Place(
        reached,
        new String(visitor, StandardCharsets.UTF_8),
        new String(session, StandardCharsets.UTF_8));
  }

  /** Of the question and of everything in a cursor but its first eight bytes, the hash. */
  private long hash(byte[] cursor) {
    return HASHER
        .hashStream()
        .putString(question)
        .putBytes(cursor, Long.BYTES, cursor.length - Long.BYTES)
        .getAsLong();
  }
}
