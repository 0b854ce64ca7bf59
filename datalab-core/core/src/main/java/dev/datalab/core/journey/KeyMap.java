package dev.datalab.core.journey;

/**
 * Numbers by keys of 96 bits: a hash table with open addressing and linear probing. A key and its
 * number lie in two neighbouring words, so that a look-up mostly touches one line of memory. Keys
 * have to be random, which hashes are. Not safe for use by several threads.
 *
 * <p>Takes 16 bytes a slot; between a third and two thirds of the slots are taken.
 */
final class KeyMap {
  /** What an absent key has. */
  static final int ABSENT = 0;

  private static final int LEAST_SLOTS = 16;

  /** Takes what a map holds. */
  interface Entries {
    /** Takes one of the numbers. */
    void entry(long key, int more, int number);
  }

  /** Per slot: the key's first 64 bits, then its other 32 above the number. */
  private long[] slots = new long[2 * LEAST_SLOTS];

  private int size;

  /** Of no use but that what is touched is not optimized away. */
  @SuppressWarnings("UnusedVariable") // as it says
  private long touched;

  /** How many keys have a number. */
  int size() {
    return size;
  }

  /** The number of a key; {@link #ABSENT} if it has none. */
  int get(long key, int more) {
    return (int) slots[find(key, more) + 1];
  }

  /**
   * Adds to the number of a key.
   *
   * @param number more than 0
   * @return the sum
   */
  int add(long key, int more, int number) {
    int slot = find(key, more);
    if (slots[slot + 1] == 0) {
      if (3 * (size + 1) > slots.length) { // over two thirds of the slots
        grow();
        slot = find(key, more);
      }
      size++;
      slots[slot] = key;
      slots[slot + 1] = (long) more << Integer.SIZE | number;
      return number;
    }
    slots[slot + 1] += number;
    return (int) slots[slot + 1];
  }

  /**
   * Adds one to the numbers of keys.
   *
   * <p>In a large table nearly every look-up waits for memory. So the slots of all keys are touched
   * first: the processor fetches many of them at a time, since none depends on another.
   *
   * @param batch a key's first word, then its second, and so on
   * @param size how many words
   */
  void addOnce(long[] batch, int size) {
    int mask = slots.length - 2;
    long sum = 0;
    for (int i = 0; i < size; i += 2) {
      sum += slots[((int) (batch[i] << 1) & mask) + 1];
    }
    touched = sum;
    for (int i = 0; i < size; i += 2) {
      add(batch[i], (int) batch[i + 1], 1);
    }
  }

  /** Hands out all keys with their numbers. */
  void forEach(Entries entries) {
    for (int slot = 0; slot < slots.length; slot += 2) {
      long packed = slots[slot + 1];
      if (packed != 0) {
        entries.entry(slots[slot], (int) (packed >>> Integer.SIZE), (int) packed);
      }
    }
  }

  /** Forgets everything. */
  void clear() {
    slots = new long[2 * LEAST_SLOTS];
    size = 0;
  }

  private int find(long key, int more) {
    int mask = slots.length - 2;
    int slot = (int) (key << 1) & mask;
    while (true) {
      long packed = slots[slot + 1];
      if (packed == 0 || (slots[slot] == key && (int) (packed >>> Integer.SIZE) == more)) {
        return slot;
      }
      slot = (slot + 2) & mask;
    }
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int slot = find(old[i], (int) (old[i + 1] >>> Integer.SIZE));
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
  }
}
