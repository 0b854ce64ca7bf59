package dev.datalab.server.client.visitor;

/**
 * What a hello says of the page and of the browser.
 *
 * @param url absolute address
 * @param referrer absolute address, or empty
 * @param language as {@code en-GB}, or empty
 * @param screen as {@code 1920x1080}, or empty
 */
record Page(String url, String referrer, String language, String screen) {}
