package dev.datalab.platform.user;

/**
 * The fate of a user id: makes creating and destroying repeatable, in whatever order they arrive. A
 * destroyed one stays for a day, so that a request to create that was under way finds it.
 *
 * @param id id of the user
 * @param destroyed whether the user is gone, or was never to come
 * @param endsAtMillis when it is forgotten; 0: not while the user is there
 */
record SignUp(String id, boolean destroyed, long endsAtMillis) {}
