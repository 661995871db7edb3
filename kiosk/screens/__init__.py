"""What a person sees and touches (Qt). Views draw faces; view-models turn answers into faces and taps into calls."""
