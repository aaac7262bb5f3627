package dev.parley.onnx;

import java.util.Base64;

/// The smallest model there is: it gives back its input `x`.
final class OtherModel {
    static final byte[] BYTES =
            Base64.getDecoder()
                    .decode(
                            "CAgSADo3ChAKAXgSAXkiCElkZW50aXR5EgFnWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUIECgAQDQ==");

    private OtherModel() {}
}
