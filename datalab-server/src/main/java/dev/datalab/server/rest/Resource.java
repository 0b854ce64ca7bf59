package dev.datalab.server.rest;

/** A class with REST calls: what is registered of the gateway. */
public interface Resource {}
