package dev.datalab.core.journey;

/** Takes the paths of buckets, one after the other. One thread's. */
interface PathSink {
  /** Begins a bucket. */
  void begin(BucketNames names);

  /** Takes the path of a unit. */
  void take(Path path);

  /** Ends the bucket. */
  void end();
}
