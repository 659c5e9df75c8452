"""The right transfer in named steps, and each misconception at `transfer_learning` as a class that overrides one.

A class's name is what a student reads, its docstring the hint. Classes that `says` the same name are one mistake.
"""

from torch import nn


def _linears(model):
    return [name for name, layer in model.named_modules() if isinstance(layer, nn.Linear)]


def _set(model, name, module):
    holder, _, attribute = name.rpartition(".")
    setattr(model.get_submodule(holder), attribute, module)


def _without_values(inputs, outputs):
    return nn.utils.skip_init(nn.Linear, inputs, outputs)


class Right:
    """Everything is frozen, and a new last layer learns."""

    def transfer(self, model, classes):
        self.prepare(model)
        self.freeze(model)
        whole, new = self.with_new_layer(model, self.place(model), classes)
        self.afterwards(model, new)
        return self.returned(whole, new)

    def prepare(self, model):
        pass

    def freeze(self, model):
        model.requires_grad_(False)

    def place(self, model):
        return _linears(model)[-1]

    def with_new_layer(self, model, name, classes):
        old = model.get_submodule(name)
        new = self.in_its_place(old, self.outputs(old, classes))
        _set(model, name, new)
        return model, new

    def in_its_place(self, old, outputs):
        return self.layer(old.in_features, outputs)

    def layer(self, inputs, outputs):
        return nn.Linear(inputs, outputs)

    def outputs(self, old, classes):
        return classes

    def afterwards(self, model, new):
        pass

    def returned(self, model, new):
        return model


# --- what is frozen ---------------------------------------------------------------------------------------------------


class everything_frozen(Right):
    """The new layer has to learn. It is frozen with the others where freezing comes after replacing."""

    def afterwards(self, model, new):
        model.requires_grad_(False)


class nothing_frozen(Right):
    """The old parameters still learn. Set their `requires_grad`: on a layer it does nothing, `no_grad` freezes none."""

    def freeze(self, model):
        pass


class evaluation_mode_taken_for_freezing(Right):
    """`eval()` changes what dropout and batch norm do. The parameters still learn: freezing is `requires_grad`."""

    def freeze(self, model):
        model.eval()


class only_the_convolutions_frozen(Right):
    """That is the lecture's scheme, good with many images. Here the old fully connected layers are frozen too."""

    def freeze(self, model):
        for layer in model.modules():
            if isinstance(layer, nn.Conv2d):
                layer.requires_grad_(False)


class fully_connected_layers_left_trainable(Right):
    """That is the lecture's scheme, good with many images. Here only the last layer learns, and that one is new."""

    def freeze(self, model):
        super().freeze(model)
        for name in _linears(model):
            model.get_submodule(name).requires_grad_(True)


class batch_norm_left_trainable(Right):
    """Batch norm's scale and shift are parameters as well, and frozen: only its running statistics may change."""

    def freeze(self, model):
        for layer in model.modules():
            if isinstance(layer, nn.Conv2d | nn.Linear):
                layer.requires_grad_(False)


class biases_left_trainable(Right):
    """A bias is a parameter too, and frozen like the weights."""

    def freeze(self, model):
        for name, parameter in model.named_parameters():
            if name.endswith("weight"):
                parameter.requires_grad = False


class only_the_new_bias_learns(Right):
    """The new layer's weight has to learn as well as its bias."""

    def afterwards(self, model, new):
        new.weight.requires_grad = False


class what_was_learned_thrown_away(Right):
    """Keep the weights of the old layers: with new random ones there is nothing to transfer."""

    def prepare(self, model):
        for layer in model.modules():
            if hasattr(layer, "reset_parameters"):
                layer.reset_parameters()


# --- what is replaced -------------------------------------------------------------------------------------------------


class last_layer_kept(Right):
    """The old last layer scores the old classes: put a new one with `classes` outputs in its place."""

    def with_new_layer(self, model, name, classes):
        return model, model.get_submodule(name).requires_grad_(True)


class frozen_and_nothing_replaced(Right):
    """Freezing is the first half. The second: a new layer with `classes` outputs in the last one's place."""

    def with_new_layer(self, model, name, classes):
        return model, model.get_submodule(name)


class only_out_features_changed(Right):
    """`out_features` is only what the layer says of itself. Its weights stay as many: it takes a new layer."""

    def with_new_layer(self, model, name, classes):
        old = model.get_submodule(name)
        old.out_features = classes
        return model, old


class only_out_features_changed_of_a_layer_that_learns(Right):
    says = "only_out_features_changed"

    def with_new_layer(self, model, name, classes):
        old = model.get_submodule(name)
        old.out_features = classes
        return model, old.requires_grad_(True)


class first_fully_connected_layer_replaced(Right):
    """The layer to replace is the last `nn.Linear`, the one that scores the classes, not the first."""

    def place(self, model):
        return _linears(model)[0]


class layer_appended_instead_of_replaced(Right):
    """The new layer comes in the place of the old last layer, not behind it."""

    def with_new_layer(self, model, name, classes):
        new = self.layer(model.get_submodule(name).out_features, classes)
        return nn.Sequential(model, new), new


class layer_appended_behind_the_old_one(Right):
    """Replace the last layer itself: a Sequential of the old and the new one still scores the old classes first."""

    def in_its_place(self, old, outputs):
        return nn.Sequential(old, self.layer(old.out_features, outputs))


class two_new_layers_for_one(Right):
    """One new layer in the last one's place, from `in_features` straight to `classes`: the old ones are enough."""

    def in_its_place(self, old, outputs):
        return nn.Sequential(self.layer(old.in_features, 256), nn.ReLU(), self.layer(256, outputs))


class two_new_layers_of_512_for_one(Right):
    says = "two_new_layers_for_one"

    def in_its_place(self, old, outputs):
        return nn.Sequential(self.layer(old.in_features, 512), nn.ReLU(), self.layer(512, outputs))


class whole_classifier_replaced(Right):
    """Only the last layer of `classifier` goes. The fully connected ones before it stay, frozen."""

    def with_new_layer(self, model, name, classes):
        if not name.startswith("classifier."):
            return super().with_new_layer(model, name, classes)
        sizes = [model.get_submodule(one).in_features for one in _linears(model)]
        model.classifier = new = self.classifier(*sizes, classes)
        return model, new

    def classifier(self, inputs, hidden, last, classes):
        return self.layer(inputs, classes)


class classifier_built_anew(whole_classifier_replaced):
    says = "whole_classifier_replaced"

    def classifier(self, inputs, hidden, last, classes):
        layers = (_without_values(inputs, hidden), nn.ReLU(), nn.Dropout())
        return nn.Sequential(*layers, _without_values(hidden, last), *layers[1:], self.layer(last, classes))


class fc_set_on_every_model(Right):
    """`model.fc` is ResNet's name for its last layer. In another model that line only adds a layer that nobody uses."""

    def with_new_layer(self, model, name, classes):
        model.fc = new = self.layer(model.get_submodule(name).in_features, classes)
        return model, new


class fc_of_512_set_on_every_model(Right):
    says = "fc_set_on_every_model"

    def with_new_layer(self, model, name, classes):
        model.fc = new = self.layer(512, classes)
        return model, new


class number_of_outputs_left_as_it_was(Right):
    """The new layer has as many outputs as there are `classes`, not as many as the old one had."""

    def outputs(self, old, classes):
        return old.out_features


class new_layer_without_a_bias(Right):
    """The new layer has a bias, as the old one had. Look for `bias=False`."""

    def layer(self, inputs, outputs):
        return nn.Linear(inputs, outputs, bias=False)


# --- what is returned -------------------------------------------------------------------------------------------------


class model_not_returned(Right):
    """The function returns the model, also where it changed it in place."""

    def returned(self, model, new):
        return None


class new_layer_returned_instead_of_the_model(Right):
    """Return the whole model, not the new layer alone."""

    def returned(self, model, new):
        return new
