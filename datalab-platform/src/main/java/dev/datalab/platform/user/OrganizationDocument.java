package dev.datalab.platform.user;

/**
 * An organization at rest. Everybody who comes or goes writes it: of two who do so at the same time
 * one is told to look again, and so nobody joins what the last one has just left.
 *
 * @param users how many users it has, at least 1
 */
record OrganizationDocument(String id, String name, int users, long createdAtMillis) {
  OrganizationDocument withUsers(int number) {
    return new OrganizationDocument(id, name, number, createdAtMillis);
  }
}
