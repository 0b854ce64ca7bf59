package dev.datalab.ingest.intake;

/**
 * What the intake has to know of apps. The host implements it, safe for use by several threads;
 * answers may be a few seconds old, but see {@link Intake#closeApp}.
 */
public interface AppDirectory {
  /**
   * What an app token allows.
   *
   * @param appToken a text of any content
   * @throws IntakeRefusal {@link IntakeRefusal.Kind#UNAUTHORIZED} if it is unknown, expired or
   *     revoked; {@link IntakeRefusal.Kind#UNAVAILABLE} if that can't be told now
   */
  AppGrant verify(String appToken) throws IntakeRefusal;

  /**
   * Whether streams that came under a token may still bring events: the generation goes on and the
   * token was not revoked.
   *
   * @throws IntakeRefusal {@link IntakeRefusal.Kind#UNAVAILABLE} if that can't be told now
   */
  boolean isOpen(String app, int generation, String tokenId) throws IntakeRefusal;
}
