"""The scan screen: the live picture, the answer to each showing, what the worker did today."""
