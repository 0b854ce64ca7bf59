package dev.datalab.platform.rpc;

import dev.datalab.proto.common.v1.Violations;
import io.grpc.Metadata;
import io.grpc.protobuf.ProtoUtils;

/** The keys of a call's metadata. */
final class Headers {
  static final Metadata.Key<String> REQUEST_ID = ascii("x-request-id");
  static final Metadata.Key<String> CALLER_USER = ascii("x-datalab-caller-user");
  static final Metadata.Key<String> CALLER_ORGANIZATION = ascii("x-datalab-caller-organization");
  static final Metadata.Key<String> RETRY_AFTER = ascii("retry-after");
  static final Metadata.Key<Violations> VIOLATIONS =
      Metadata.Key.of(
          "datalab-violations-bin", ProtoUtils.metadataMarshaller(Violations.getDefaultInstance()));

  private Headers() {}

  private static Metadata.Key<String> ascii(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
