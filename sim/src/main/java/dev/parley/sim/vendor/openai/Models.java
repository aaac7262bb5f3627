package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.host.Json;
import java.util.List;
import java.util.Optional;

/// The models of a script: a name, or a name and the day it ends: `gpt-4o@2027-01-14`. Without a
/// list, every name is a model.
final class Models {
    private Models() {}

    static Optional<String> find(List<String> models, String name) {
        if (models.isEmpty()) {
            return Optional.of(name);
        }
        return models.stream()
                .filter(model -> model.equals(name) || model.startsWith(name + "@"))
                .findFirst();
    }

    static ObjectNode json(String model) {
        int at = model.indexOf('@');
        return Json.object()
                .put("id", at < 0 ? model : model.substring(0, at))
                .put("object", "model")
                .put("created", 1_790_000_000L)
                .put("owned_by", "sim")
                .put("shutdown_date", at < 0 ? null : model.substring(at + 1));
    }

    static Problem unknown(String name) {
        return new Problem(
                404,
                "The model `%s` does not exist or you do not have access to it.".formatted(name),
                Problem.INVALID,
                null,
                "model_not_found");
    }
}
